using Cistron.Evaluation.Baselines;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Baselines;

public class MarkovModelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    public void Uniform_bases_cost_2_bits_whatever_the_order(int order)
    {
        MarkovModel model = MarkovModel.Train([Draw.Bases(RandomStream.For(1, "train"), 200_000)], Alphabet.Dna, order);

        MarkovScore score = model.Score([Draw.Bases(RandomStream.For(1, "test"), 20_000)]);

        Assert.Equal(20_000 - order, score.Bases);
        Assert.Equal(2, score.BitsPerBase, 0.02);
    }

    [Fact]
    public void A_repeat_costs_nothing_once_its_context_is_long_enough()
    {
        byte[] repeat = [.. Enumerable.Repeat("AACAGT"u8.ToArray(), 500).SelectMany(unit => unit)];

        double known = MarkovModel.Train([repeat], Alphabet.Dna, 2).Score([repeat]).BitsPerBase;
        double unknown = MarkovModel.Train([repeat], Alphabet.Dna, 0).Score([repeat]).BitsPerBase;

        // Of AA, AC, CA, AG, GT, TA each is followed by one base.
        Assert.InRange(known, 0, 0.001);
        Assert.Equal(1.7925, unknown, 1e-3);
    }

    [Fact]
    public void Probabilities_after_every_context_sum_to_1()
    {
        MarkovModel model = MarkovModel.Train(["ACGTTGCANNACCA"u8.ToArray()], Alphabet.Dna, 2);

        foreach (byte first in "ACGT"u8)
            foreach (byte second in "ACGT"u8)
            {
                double sum = 0;
                foreach (byte next in "ACGT"u8)
                    sum += model.Probability([first, second], next);
                Assert.Equal(1, sum, 1e-12);
            }
    }

    [Fact]
    public void Contexts_with_ambiguous_bases_are_skipped()
    {
        MarkovModel model = MarkovModel.Train(["ACGT"u8.ToArray()], Alphabet.Dna, 2);

        MarkovScore score = model.Score(["ACNGTACG"u8.ToArray(), "NN"u8.ToArray(), []]);

        Assert.Equal(3, score.Bases);
    }

    [Fact]
    public void Nothing_to_predict_is_undefined()
    {
        MarkovScore score = MarkovModel.Train(["ACGT"u8.ToArray()], Alphabet.Dna, 2).Score([]);

        Assert.True(double.IsNaN(score.BitsPerBase));
    }

    [Fact]
    public void A_base_has_the_probability_of_its_count_and_alpha()
    {
        MarkovModel model = MarkovModel.Train(["AAACAAACAAAC"u8.ToArray()], Alphabet.Dna, 1);

        double probability = model.Probability("A"u8, (byte)'C');

        Assert.Equal((3 + model.Alpha) / (9 + 4 * model.Alpha), probability, 1e-12);
    }

    [Fact]
    public void Alpha_is_small_for_certain_statistics_and_large_for_noise()
    {
        byte[] repeat = [.. Enumerable.Repeat("ACG"u8.ToArray(), 100).SelectMany(unit => unit)];

        MarkovModel certain = MarkovModel.Train([repeat], Alphabet.Dna, 4);
        MarkovModel noise = MarkovModel.Train([Draw.Bases(RandomStream.For(2, "train"), 2000)], Alphabet.Dna, 4);

        Assert.Equal(MarkovModel.Alphas[0], certain.Alpha);
        Assert.True(noise.Alpha >= 1);
    }

    [Fact]
    public void Counting_both_strands_foretells_the_reverse_complement_as_well()
    {
        byte[] genome = [.. Enumerable.Repeat("AACAGAT"u8.ToArray(), 200).SelectMany(unit => unit)];
        byte[] reverse = ReverseComplement.Of(genome, Alphabet.Dna);

        double forward = MarkovModel.Train([genome], Alphabet.Dna, 4).Score([reverse]).BitsPerBase;
        double both = MarkovModel.Train([genome], Alphabet.Dna, 4, Strands.Both).Score([reverse]).BitsPerBase;

        Assert.True(both < 0.1 && forward > 1);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(11)]
    public void An_order_that_cannot_be_counted_is_refused_with_the_range(int order)
    {
        var fault = Assert.Throws<ArgumentException>(() => MarkovModel.Train([], Alphabet.Dna, order));

        Assert.Contains("choose 0 to 10 for the dna alphabet", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_of_another_length_is_refused()
    {
        MarkovModel model = MarkovModel.Train(["ACGT"u8.ToArray()], Alphabet.Dna, 2);

        Assert.Throws<ArgumentException>(() => model.Probability("ACG"u8, (byte)'A'));
    }
}

using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Sequences.Tests.Tokenizers.Bpe;

public class BpeTrainerTests
{
    private static readonly BpeTraining All = new() { VocabularySize = 10_000 };

    [Fact]
    public void The_pair_that_stands_most_often_is_merged_first()
    {
        var merges = BpeTrainer.Train(BpeDraws.Sample(["TGCATGCATGTT"]), Alphabet.Dna, All);

        // TG stands three times; then TG+C, C+A and A+TG twice each, and A is the oldest.
        Assert.Equal(["A", "C", "G", "T", "TG", "ATG", "CATG"], merges.Texts);
    }

    [Fact]
    public void Merges_are_those_of_counting_everything_anew()
    {
        for (int round = 0; round < 300; round++)
        {
            var draws = RandomStream.For(3, "trainer", round);
            int longest = 1 + (int)draws.NextBelow(20), most = (int)draws.NextBelow(60);
            string letters = draws.NextBelow(2) == 0 ? "AC" : "ACGTN";
            string[] sequences = [.. Enumerable.Range(0, 1 + (int)draws.NextBelow(8)).Select(_ => BpeDraws.Sequence(draws, 60, letters))];

            var merges = BpeTrainer.Train(BpeDraws.Sample(sequences), Alphabet.Dna,
                new BpeTraining { VocabularySize = BpeTraining.FewestTokens + most, LongestToken = longest });

            Assert.Equal(NaiveBpe.Train(sequences, "ACGT", most, longest), merges.Pairs.Select(merge => (merge.Left, merge.Right)));
        }
    }

    [Fact]
    public void Every_token_joins_two_earlier_ones_and_is_no_longer_than_asked()
    {
        var merges = BpeDraws.Merges(RandomStream.For(4, "vocabulary"), vocabularySize: 400, longestToken: 7);

        for (int i = 0; i < merges.Pairs.Count; i++)
        {
            var (left, right, made) = merges.Pairs[i];
            Assert.True(left < made && right < made && made == 4 + i);
            Assert.Equal(merges.Texts[left] + merges.Texts[right], merges.Texts[4 + i]);
            Assert.InRange(merges.Texts[4 + i].Length, 2, 7);
        }
        Assert.Equal(merges.Texts.Count, merges.Texts.Distinct().Count());
        Assert.Equal(7, merges.Texts.Max(text => text.Length));
    }

    [Fact]
    public void No_pair_reaches_over_an_unknown_letter_or_the_end_of_a_sequence()
    {
        var merges = BpeTrainer.Train(BpeDraws.Sample(["ANCNANC", "G", "T", "G", "T"]), Alphabet.Dna, All);

        Assert.Empty(merges.Pairs);
    }

    [Fact]
    public void Letters_of_rna_are_those_of_rna()
    {
        var merges = BpeTrainer.Train(BpeDraws.Sample(["GUGUGU"]), Alphabet.Rna, All);

        Assert.Equal(["A", "C", "G", "U", "GU"], merges.Texts.Take(5));
    }

    [Fact]
    public void A_training_can_be_ended()
    {
        using var stop = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => BpeTrainer.Train(BpeDraws.Sample(["ACACACACACGTGTGTGTGT"]), Alphabet.Dna, All,
            merges => stop.Cancel(), stop.Token));
    }

    [Fact]
    public void A_text_that_outgrows_the_room_for_places_is_swept()
    {
        // Few letters and long repeats: pairs come and go more often than there is room for.
        for (int round = 0; round < 20; round++)
        {
            var draws = RandomStream.For(5, "sweep", round);
            string[] sequences = [.. Enumerable.Range(0, 4).Select(_ => BpeDraws.Sequence(draws, 600, "AC"))];

            var merges = BpeTrainer.Train(BpeDraws.Sample(sequences), Alphabet.Dna, All with { LongestToken = 500 });

            Assert.Equal(NaiveBpe.Train(sequences, "ACGT", 10_000, 500), merges.Pairs.Select(merge => (merge.Left, merge.Right)));
        }
    }

    [Fact]
    public void A_protein_alphabet_is_refused()
    {
        Assert.Throws<ArgumentException>(() => BpeTrainer.Train(BpeDraws.Sample(["MAGIC"]), Alphabet.Protein, All));
    }

    [Fact]
    public void Sequences_longer_than_a_piece_are_learned_of_as_a_whole()
    {
        // The pair at the border of two pieces is the only one that stands twice.
        string half = new('A', SequenceSample.PieceBases - 1);
        byte[] text = Encoding.ASCII.GetBytes(half + "GC" + half);

        var sample = new SequenceSample(1_000_000, seed: 1);
        sample.Add(text);
        sample.Add("GC"u8);
        var merges = BpeTrainer.Train(sample, Alphabet.Dna, All with { LongestToken = 2 });

        Assert.Equal(["AA", "GC"], merges.Texts.Skip(4));
    }
}

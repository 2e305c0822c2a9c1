using Cistron.Evaluation.Baselines;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Baselines;

public class WindowBaselineTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-WindowBaseline.Reach)]
    [InlineData(WindowBaseline.Reach)]
    public void A_letter_within_reach_is_found_at_its_distance(int distance)
    {
        var (train, test) = (Bases(20, distance, seed: 1), Bases(20, distance, seed: 2));

        double[][] outputs = WindowBaseline.Train(train, null, Alphabet.Dna, seed: 1).Predict(test.Sequences, test.Places);

        Assert.All(outputs.Zip(test.Outcomes.Targets), row => Assert.Equal(row.Second[1], Math.Round(row.First[1])));
    }

    [Fact]
    public void Values_are_a_sum_over_letters()
    {
        var (train, test) = (Bases(20, 2, seed: 1), Bases(20, 2, seed: 2));
        train = train with { Outcomes = Outcomes.OfValues([.. train.Outcomes.Targets.Select(target => 5 + 3 * target[1])]) };

        double[][] outputs = WindowBaseline.Train(train, null, Alphabet.Dna, seed: 1).Predict(test.Sequences, test.Places);

        Assert.All(outputs.Zip(test.Outcomes.Targets), row => Assert.Equal(5 + 3 * row.Second[1], row.First[0], 0.1));
    }

    [Fact]
    public void The_note_says_what_was_fitted_to_how_many_bases()
    {
        string note = WindowBaseline.Train(Bases(3, 0, seed: 1), Bases(2, 0, seed: 2), Alphabet.Dna, seed: 1).Note;

        Assert.StartsWith("linear model on the letters up to 5 bases away; penalty ", note, StringComparison.Ordinal);
        Assert.EndsWith("was chosen by the loss on 80 development rows; fitted to 120 training bases.", note, StringComparison.Ordinal);
    }

    /// <summary>Sequences of 40 bases; class 1 where the letter at a distance is C.</summary>
    private static BaselineBases Bases(int count, int distance, ulong seed)
    {
        byte[][] sequences = [.. Enumerable.Range(0, count).Select(i =>
        {
            var draws = RandomStream.For(seed, "bases", i);
            return Enumerable.Range(0, 40).Select(_ => "ACGT"u8[(int)draws.NextBelow(4)]).ToArray();
        })];
        (int, int)[] places = [.. Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(0, 40).Select(at => (i, at)))];
        return new BaselineBases(sequences, places, Outcomes.OfClasses(
            [.. places.Select(place => sequences[place.Item1].ElementAtOrDefault(place.Item2 + distance) == 'C' ? 1 : 0)], 2));
    }
}

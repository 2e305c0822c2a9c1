using Cistron.Evaluation.Baselines;
using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Baselines;

public class CompositionBaselineTests
{
    [Fact]
    public void Classes_that_differ_in_length_alone_are_told_apart()
    {
        double mcc = Mcc((label, stream) => Draw.Bases(stream, (label == 0 ? 50 : 80) + (int)stream.NextBelow(20)));

        Assert.Equal(1, mcc);
    }

    [Fact]
    public void Classes_that_differ_in_gc_content_alone_are_told_apart()
    {
        double mcc = Mcc((label, stream) => [.. Draw.Bases(stream, 100).Select(letter =>
            letter == 'A' && label == 1 && stream.NextDouble() < 0.7 ? (byte)'G' : letter)]);

        Assert.True(mcc > 0.8);
    }

    [Fact]
    public void The_order_of_the_bases_is_not_seen()
    {
        double mcc = Mcc((label, _) => label == 0 ? "ACGTACGTACGT"u8.ToArray() : "AAACCCGGGTTT"u8.ToArray());

        Assert.Equal(0, mcc);
    }

    [Fact]
    public void The_majority_baseline_says_the_shares_of_the_training_rows()
    {
        double[][] predicted = MajorityBaseline.Predict(Outcomes.OfClasses([0, 1, 1, 1], 3), rows: 2);

        Assert.Equal([[0.25, 0.75, 0], [0.25, 0.75, 0]], predicted);
    }

    [Fact]
    public void The_majority_baseline_says_the_mean_of_values()
    {
        Assert.Equal([[2.0]], MajorityBaseline.Predict(Outcomes.OfValues([1, 3]), rows: 1));
    }

    private static double Mcc(Func<int, RandomStream, byte[]> draw)
    {
        RandomStream stream = RandomStream.For(1, "rows");
        int[] labels = [.. Enumerable.Range(0, 200).Select(row => row % 2)];
        byte[][] bases = [.. labels.Select(label => draw(label, stream))];
        var train = new BaselineRows(bases[..100], Outcomes.OfClasses(labels[..100], 2));

        CompositionBaseline baseline = CompositionBaseline.Train(train, null, Alphabet.Dna, seed: 1);

        return new ClassPredictions(baseline.Predict(bases[100..]), labels[100..]).Confusion().Mcc();
    }
}

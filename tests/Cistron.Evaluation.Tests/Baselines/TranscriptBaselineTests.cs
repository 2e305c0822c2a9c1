using Cistron.Evaluation.Baselines;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Baselines;

public class TranscriptBaselineTests
{
    public static TheoryData<TranscriptFeatures> Sets => [.. Enum.GetValues<TranscriptFeatures>()];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Transcripts_with_a_long_frame_are_told_from_others(TranscriptFeatures set)
    {
        var (train, _) = Transcripts("train", 200);
        var (dev, _) = Transcripts("dev", 60);
        var (test, labels) = Transcripts("test", 100);

        var baseline = TranscriptBaseline.Train(set, train, dev, Alphabet.Dna, seed: 1);
        double[][] predictions = baseline.Predict(test.Bases);

        int right = labels.Index().Count(row => predictions[row.Index][row.Item] > 0.5);
        Assert.True(right > 90, $"{right} of 100 are right");
        Assert.Matches("^[0-9]+ features; penalty 1e-[1-7] was chosen by the loss on 60 development rows; fitted to 200 training rows.$",
            baseline.Note);
    }

    [Fact]
    public void Classes_may_stand_in_either_order()
    {
        var (train, labels) = Transcripts("train", 200);
        var swapped = train with { Outcomes = Outcomes.OfClasses([.. labels.Select(label => 1 - label)], 2) };

        double[][] one = TranscriptBaseline.Train(TranscriptFeatures.Cpat, train, null, Alphabet.Dna, seed: 1).Predict(train.Bases);
        double[][] other = TranscriptBaseline.Train(TranscriptFeatures.Cpat, swapped, null, Alphabet.Dna, seed: 1).Predict(train.Bases);

        for (int row = 0; row < one.Length; row++)
            Assert.Equal(one[row][0], other[row][1], 3);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_shortest_and_the_most_ambiguous_transcripts_have_predictions(TranscriptFeatures set)
    {
        var (train, _) = Transcripts("train", 60);
        var baseline = TranscriptBaseline.Train(set, train, null, Alphabet.Dna, seed: 1);

        Assert.All(baseline.Predict(["A"u8.ToArray(), "NNNNNNNN"u8.ToArray(), "ATG"u8.ToArray()]),
            row => Assert.All(row, value => Assert.InRange(value, 0, 1)));
    }

    /// <summary>Random bases; those of label 1 hold a frame of 60 codons that ends in A or G more often than not.</summary>
    private static (BaselineRows Rows, int[] Labels) Transcripts(string name, int count)
    {
        var stream = RandomStream.For(1, name);
        int[] labels = [.. Enumerable.Range(0, count).Select(row => row % 2)];
        byte[][] bases = [.. labels.Select(label => label == 0 ? Draw.Bases(stream, 300)
            : [.. Draw.Bases(stream, 40), .. "ATG"u8, .. Codons(stream), .. "TAA"u8, .. Draw.Bases(stream, 60)])];
        return (new BaselineRows(bases, Outcomes.OfClasses(labels, 2)), labels);
    }

    private static byte[] Codons(RandomStream stream) =>
        [.. Enumerable.Range(0, 64).SelectMany(_ => new[] { (byte)'G', "AC"u8[(int)stream.NextBelow(2)], "GC"u8[(int)stream.NextBelow(2)] })];
}

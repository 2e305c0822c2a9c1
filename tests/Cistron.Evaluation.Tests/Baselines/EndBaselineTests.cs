using Cistron.Evaluation.Baselines;
using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Baselines;

public class EndBaselineTests
{
    [Theory]
    [InlineData(SequenceEnd.First)]
    [InlineData(SequenceEnd.Last)]
    public void A_letter_near_one_end_is_seen_from_there_and_from_nowhere_else(SequenceEnd end)
    {
        SequenceEnd other = end == SequenceEnd.First ? SequenceEnd.Last : SequenceEnd.First;

        // Twelve letters, so that the two ends do not overlap; lengths vary, so that places from the other end do.
        Assert.Equal(1, Mcc(end, end));
        Assert.InRange(Mcc(end, other), -0.3, 0.3);
    }

    [Fact]
    public void A_sequence_that_is_shorter_than_its_end_or_empty_is_taken()
    {
        var train = new BaselineRows(["AC"u8.ToArray(), [], "N"u8.ToArray(), "ACGTACGT"u8.ToArray()], Outcomes.OfValues([1, 2, 3, 4]));

        var baseline = EndBaseline.Train(train, Alphabet.Dna, SequenceEnd.Last, seed: 1);

        Assert.Equal(2, baseline.Predict([[], "T"u8.ToArray()]).Length);
    }

    // The classes differ in the third letter of one end.
    private static double Mcc(SequenceEnd marked, SequenceEnd seen)
    {
        RandomStream stream = RandomStream.For(1, "rows");
        int[] labels = [.. Enumerable.Range(0, 400).Select(row => row % 2)];
        byte[][] bases = [.. labels.Select(label =>
        {
            byte[] drawn = Draw.Bases(stream, 12 + (int)stream.NextBelow(20));
            drawn[marked == SequenceEnd.First ? 2 : drawn.Length - 3] = label == 0 ? (byte)'A' : (byte)'C';
            return drawn;
        })];
        var train = new BaselineRows(bases[..200], Outcomes.OfClasses(labels[..200], 2));

        EndBaseline baseline = EndBaseline.Train(train, Alphabet.Dna, seen, seed: 1);

        return new ClassPredictions(baseline.Predict(bases[200..]), labels[200..]).Confusion().Mcc();
    }
}

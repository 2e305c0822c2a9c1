using Cistron.Evaluation.Embeddings;
using Cistron.Evaluation.Metrics;

namespace Cistron.Training.Interpretation;

/// <summary>How far a version of a sequence without its first bases lies from the whole one.</summary>
/// <param name="Shift">The bases that it lacks.</param>
/// <param name="Distance">The mean over sequences, with its interval of 95 % over them.</param>
public sealed record ShiftDistance(int Shift, Estimate Distance);

/// <summary>How far two versions of a sequence lie apart.</summary>
/// <param name="Period">What their shifts are compared by: 3 for codons, or the model's own k.</param>
/// <param name="Remainder">What the difference of their shifts leaves when it is divided by the period; 0: the same frame.</param>
/// <param name="Distance">The mean over sequences of the mean over pairs of versions, with its interval of 95 % over sequences.</param>
public sealed record FrameDistance(int Period, int Remainder, Estimate Distance)
{
    /// <summary>How the two versions lie in words: <c>frame +1 of 3</c>.</summary>
    public string Frame => Remainder == 0 ? $"same frame of {Period}" : $"frame +{Remainder} of {Period}";
}

/// <summary>
/// Euclidean distances between the vectors of sequences that lack their first bases. Intervals are over sequences, which are
/// few (<see cref="StudentInterval"/>).
/// </summary>
/// <param name="vectors">Of each sequence, at least two, the vectors without its first 0, 1, 2 … bases.</param>
internal sealed class FrameDistances(IReadOnlyList<float[][]> vectors)
{
    /// <summary>The distance of each version of a sequence from the whole one; 0 for the whole one.</summary>
    public double FromWhole(int sequence, int shift) => Between(vectors[sequence][0], vectors[sequence][shift]);

    /// <summary>The mean distance from the whole sequence at each shift, beginning with 0.</summary>
    public IReadOnlyList<ShiftDistance> ByShift() => [.. Enumerable.Range(0, vectors[0].Length)
        .Select(shift => new ShiftDistance(shift, OverSequences(sequence => FromWhole(sequence, shift))))];

    /// <summary>The mean distance of two versions of a sequence by the remainder of the difference of their shifts.</summary>
    /// <param name="period">At least 2, and less than there are shifts.</param>
    public IReadOnlyList<FrameDistance> ByFrame(int period) => [.. Enumerable.Range(0, period)
        .Select(remainder => new FrameDistance(period, remainder, OverSequences(sequence => PairsOf(vectors[sequence].Length)
            .Where(pair => (pair.Second - pair.First) % period == remainder)
            .Average(pair => Between(vectors[sequence][pair.First], vectors[sequence][pair.Second])))))];

    /// <summary>The mean distance of a whole sequence from the others.</summary>
    public Estimate OtherSequences() => OverSequences(FromOthers);

    /// <summary>The mean distance of a sequence's versions from the whole one, as a share of its distance from other sequences.</summary>
    public Estimate Share() => OverSequences(sequence =>
        Enumerable.Range(1, vectors[sequence].Length - 1).Average(shift => FromWhole(sequence, shift)) / FromOthers(sequence));

    private double FromOthers(int sequence) => Enumerable.Range(0, vectors.Count).Where(other => other != sequence)
        .Average(other => Between(vectors[sequence][0], vectors[other][0]));

    private Estimate OverSequences(Func<int, double> distance) => StudentInterval.Of([.. Enumerable.Range(0, vectors.Count).Select(distance)]);

    private static IEnumerable<(int First, int Second)> PairsOf(int shifts)
    {
        for (int first = 0; first < shifts; first++)
            for (int second = first + 1; second < shifts; second++)
                yield return (first, second);
    }

    private static double Between(float[] one, float[] other) => Math.Sqrt(Distance.Squared(one, other));
}

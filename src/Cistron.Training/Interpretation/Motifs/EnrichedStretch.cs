using Cistron.Evaluation.Metrics;

namespace Cistron.Training.Interpretation.Motifs;

/// <summary>A stretch of bases that stands in more sequences of a class than of the others.</summary>
/// <param name="Bases">The stretch.</param>
/// <param name="Positives">Sequences of the class that have it.</param>
/// <param name="Negatives">Other sequences that have it.</param>
/// <param name="LogChance">The natural logarithm of the chance of as many or more in the class (hypergeometric).</param>
/// <param name="LogValue">The natural logarithm of its q-value among all stretches that were tested.</param>
internal sealed record EnrichedStretch(byte[] Bases, int Positives, int Negatives, double LogChance, double LogValue)
{
    /// <summary>Tests stretches and gives those below a rate of false discoveries, the least likely by chance first.</summary>
    public static IReadOnlyList<EnrichedStretch> Of(
        Stretches stretches, IReadOnlyList<byte[]> positives, IReadOnlyList<byte[]> negatives, double rate, CancellationToken stop)
    {
        int[] own = stretches.CountSequences(positives, stop), others = stretches.CountSequences(negatives, stop);
        double[] logs = [.. own.Zip(others, (a, b) => FisherTest.LogChance(a, positives.Count, a + b, positives.Count + negatives.Count))];
        double[] values = FalseDiscoveryRate.LogValues(logs);
        // Of equal chances the longer stretch, which says more; then in the order of the bytes.
        return [.. Enumerable.Range(0, logs.Length).Where(i => values[i] <= Math.Log(rate))
            .Select(i => new EnrichedStretch(stretches.All[i], own[i], others[i], logs[i], values[i]))
            .OrderBy(stretch => stretch.LogChance).ThenByDescending(stretch => stretch.Bases.Length).ThenBy(stretch => stretch.Bases, Comparer<byte[]>.Create(
                (a, b) => a.AsSpan().SequenceCompareTo(b)))];
    }
}

using Cistron.Sequences.Datasets;
using Cistron.Sequences.Randomness;

namespace Cistron.Data.Tables;

/// <summary>Seeded choices of rows that keep the classes in proportion.</summary>
public static class Subsets
{
    /// <summary>
    /// An order of all rows such that any first part of it has every class in proportion, give or take half a row for each
    /// class that there is. Larger subsets contain smaller ones, so that a curve over label counts compares like with like.
    /// </summary>
    /// <param name="samples">The rows; those of a regression count as one class.</param>
    /// <param name="kind">The kind of task.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="stream">The name of the random stream.</param>
    public static int[] StratifiedOrder(
        IReadOnlyList<LabelledSequence> samples, TaskKind kind, ulong seed, string stream)
    {
        var draws = RandomStream.For(seed, stream);
        int[] order = [.. Enumerable.Range(0, samples.Count)];
        draws.Shuffle<int>(order);
        if (kind != TaskKind.MultiClass)
            return order;

        // Each row gets its place within its class as a share in (0, 1): sorting by it deals all classes out evenly.
        var byClass = order.GroupBy(row => samples[row].Label, StringComparer.Ordinal);
        return [.. byClass
            .SelectMany(rows => rows.Index().Select(r => (Share: (r.Index + 0.5) / rows.Count(), Row: r.Item)))
            .OrderBy(r => r.Share)
            .Select(r => r.Row)];
    }
}

using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Splitting;

/// <summary>Random orders of rows that keep the labels in proportion.</summary>
public static class StratifiedOrder
{
    /// <summary>
    /// An order of all rows such that any first part of it has every label in proportion, give or take half a row for
    /// each label that there is.
    /// </summary>
    /// <param name="labels">The label of each row; where it is a number, give all rows the same.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">The name of the random stream.</param>
    public static int[] Of(IReadOnlyList<string> labels, ulong seed, string stream)
    {
        int[] order = [.. Enumerable.Range(0, labels.Count)];
        RandomStream.For(seed, stream).Shuffle<int>(order);

        // Each row gets its place within its label as a share in (0, 1): sorting by it deals all labels out evenly.
        return [.. order
            .GroupBy(row => labels[row], StringComparer.Ordinal)
            .SelectMany(rows => rows.Index().Select(r => (Share: (r.Index + 0.5) / rows.Count(), Row: r.Item)))
            .OrderBy(r => r.Share)
            .Select(r => r.Row)];
    }

    /// <summary>
    /// Subsets of the rows for a curve over the number of labels: each has every label in proportion, and larger ones
    /// contain smaller ones, so that the points of the curve differ by nothing but added rows.
    /// </summary>
    /// <param name="labels">The label of each row; where it is a number, give all rows the same.</param>
    /// <param name="fractions">The share of the rows of each subset, above 0 to 1; a subset has at least one
    /// row.</param>
    /// <param name="seed">The seed; rows are drawn from the stream "subset rows".</param>
    /// <returns>The rows of each subset, in the order in which they were drawn.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A fraction is not above 0 to 1.</exception>
    public static IReadOnlyList<int[]> Subsets(
        IReadOnlyList<string> labels, IReadOnlyList<double> fractions, ulong seed)
    {
        foreach (double fraction in fractions)
            if (!(fraction is > 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(fractions), fraction, "A fraction is above 0 to 1.");
        int[] order = Of(labels, seed, "subset rows");
        return [.. fractions.Select(fraction => order[..Math.Min(order.Length, Math.Max(1, Rows(fraction)))])];

        int Rows(double fraction) => (int)Math.Round(fraction * order.Length, MidpointRounding.AwayFromZero);
    }
}

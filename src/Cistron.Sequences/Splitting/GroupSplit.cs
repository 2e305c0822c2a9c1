using System.Globalization;
using System.Runtime.InteropServices;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Splitting;

/// <summary>
/// Whole groups drawn into parts: genes, patients, species, or the clusters of
/// <see cref="Similarity.SimilaritySearch.Clusters"/>, which makes a split by similarity.
/// </summary>
/// <remarks>
/// The largest groups are placed first, those of one size in random order. Each goes to the part where it lowers the
/// squared distance from what was asked the most, or raises it the least: the sum over all rows and over each label of
/// <c>(count - wanted)^2 / wanted</c>. Small groups come last and even out what large ones left. No part gets as much
/// as the largest group more than it should have.
/// </remarks>
public static class GroupSplit
{
    /// <summary>Draws groups into parts.</summary>
    /// <param name="groups">The group of each row.</param>
    /// <param name="labels">The label of each row, to keep in proportion; null to keep the number of rows alone.</param>
    /// <param name="shares">The parts.</param>
    /// <param name="seed">The seed; groups are drawn from the stream "split groups".</param>
    public static Split Of<TGroup>(
        IReadOnlyList<TGroup> groups, IReadOnlyList<string>? labels, PartShares shares, ulong seed)
        where TGroup : notnull
    {
        int[][] rowsOf =
            [.. Enumerable.Range(0, groups.Count).GroupBy(row => groups[row]).Select(rows => rows.ToArray())];
        RandomStream.For(seed, "split groups").Shuffle<int[]>(rowsOf);
        Dictionary<string, int> wanted = new(StringComparer.Ordinal);
        foreach (string label in labels ?? [])
            CollectionsMarshal.GetValueRefOrAddDefault(wanted, label, out _)++;
        Part[] parts = [.. shares.Shares.Select(share => new Part(share, groups.Count, wanted))];

        int[] partOf = new int[groups.Count];
        int largest = rowsOf.Select(rows => rows.Length).DefaultIfEmpty().Max();
        foreach (int[] rows in rowsOf.OrderByDescending(rows => rows.Length))
        {
            KeyValuePair<string, int>[] counts = labels is null ? [] : [.. rows.CountBy(row => labels[row])];
            int part = Enumerable.Range(0, parts.Length)
                .Where(i => parts[i].HasRoom(rows.Length, largest))
                .MinBy(i => parts[i].Cost(rows.Length, counts));
            parts[part].Add(rows.Length, counts);
            foreach (int row in rows)
                partOf[row] = part;
        }
        return new Split(shares.Parts, partOf, dropped: [], TooLarge(largest, shares, groups.Count));
    }

    private static IEnumerable<string> TooLarge(int largest, PartShares shares, int rows)
    {
        (double share, int part) = shares.Shares.Select((share, part) => (share, part)).Min();
        if (largest > share * rows)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"the largest group has {largest:N0} of {rows:N0} rows, more than the {share * rows:N0} asked for "
                + $"{InputException.Quote(shares.Parts[part])}");
    }

    /// <summary>What a part has got so far.</summary>
    private sealed class Part(double share, int rows, Dictionary<string, int> labels)
    {
        private readonly double _wanted = share * rows;
        private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
        private int _rows;

        /// <summary>Whether the part would still be less than the largest group beyond what is wanted.</summary>
        public bool HasRoom(int rows, int largest) => _rows + rows < _wanted + largest;

        /// <summary>By how much a group's rows would raise the squared distance from what is wanted.</summary>
        public double Cost(int rows, ReadOnlySpan<KeyValuePair<string, int>> counts)
        {
            double cost = Cost(_wanted, _rows, rows);
            foreach ((string label, int count) in counts)
                cost += Cost(share * labels[label], _counts.GetValueOrDefault(label), count);
            return cost;
        }

        public void Add(int rows, ReadOnlySpan<KeyValuePair<string, int>> counts)
        {
            _rows += rows;
            foreach ((string label, int count) in counts)
                CollectionsMarshal.GetValueRefOrAddDefault(_counts, label, out _) += count;
        }

        private static double Cost(double wanted, int count, int added) =>
            added * (2 * (count - wanted) + added) / wanted;
    }
}

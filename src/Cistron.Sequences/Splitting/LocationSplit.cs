using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Splitting;

/// <summary>
/// Rows split by where they lie: whole chromosomes, or regions of them. A row belongs to a part when all its bases lie
/// in the part's regions; one that crosses a border is dropped, because its bases would be on both sides.
/// </summary>
public static class LocationSplit
{
    /// <summary>Splits rows by their places.</summary>
    /// <param name="rows">The place of each row, on whichever strand; no row is empty.</param>
    /// <param name="parts">The parts; regions of different parts do not overlap.</param>
    /// <param name="rest">
    /// The name of one part more, for rows that touch no region; null to drop them.
    /// </param>
    /// <exception cref="ArgumentException">Two parts overlap.</exception>
    public static Split Of(IReadOnlyList<Interval> rows, IReadOnlyList<PartRegions> parts, string? rest = null)
    {
        Dictionary<string, Stretch[]> stretches = parts
            .SelectMany((part, i) => part.Regions.Select(region => (Region: region, Part: i)))
            .GroupBy(region => region.Region.Sequence, StringComparer.Ordinal)
            .ToDictionary(regions => regions.Key, regions => Merge(regions, parts), StringComparer.Ordinal);

        int outside = rest is null ? Split.NoPart : parts.Count;
        int crossing = 0;
        int elsewhere = 0;
        int[] partOf = new int[rows.Count];
        for (int i = 0; i < partOf.Length; i++)
        {
            Stretch? touched = FirstTouched(stretches.GetValueOrDefault(rows[i].Sequence, []), rows[i]);
            bool isInside = touched is null || (touched.Start <= rows[i].Start && rows[i].End <= touched.End);
            partOf[i] = !isInside ? Split.NoPart : touched?.Part ?? outside;
            crossing += isInside ? 0 : 1;
            elsewhere += isInside && partOf[i] == Split.NoPart ? 1 : 0;
        }
        return new Split(
            [.. parts.Select(part => part.Part), .. rest is null ? Array.Empty<string>() : [rest]],
            partOf,
            dropped: [new DroppedRows("across a border", crossing), new DroppedRows("in no region", elsewhere)],
            warnings: []);
    }

    // Touching regions of a part become one, so that a row across their border is in the part.
    private static Stretch[] Merge(IEnumerable<(Interval Region, int Part)> regions, IReadOnlyList<PartRegions> parts)
    {
        List<Stretch> merged = [];
        foreach ((Interval region, int part) in regions.OrderBy(region => region.Region.Start))
        {
            Stretch? last = merged.LastOrDefault();
            if (last is not null && last.Part != part && region.Start < last.End)
                throw new ArgumentException(
                    $"The parts {parts[last.Part].Part} and {parts[part].Part} overlap on {region.Sequence}.");
            if (last is not null && last.Part == part && region.Start <= last.End)
                merged[^1] = last with { End = Math.Max(last.End, region.End) };
            else
                merged.Add(new Stretch(region.Start, region.End, part));
        }
        return [.. merged];
    }

    private static Stretch? FirstTouched(Stretch[] stretches, Interval row)
    {
        int low = 0;
        for (int high = stretches.Length; low < high;)
        {
            int middle = (low + high) / 2;
            (low, high) = stretches[middle].End <= row.Start ? (middle + 1, high) : (low, middle);
        }
        return low < stretches.Length && stretches[low].Start < row.End ? stretches[low] : null;
    }

    private sealed record Stretch(long Start, long End, int Part);
}

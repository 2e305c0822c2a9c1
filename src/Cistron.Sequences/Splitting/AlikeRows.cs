using Cistron.Sequences.Similarity;

namespace Cistron.Sequences.Splitting;

/// <summary>Makes the parts of a split differ from each other after it was drawn by another rule than similarity.</summary>
public static class AlikeRows
{
    /// <summary>
    /// The same split without the rows that are equal or similar to a row of a later part. In the usual order train gives
    /// way to dev and test, and dev to test: dropping from the small parts would widen the intervals of what is measured
    /// on them.
    /// </summary>
    /// <param name="split">The split; its later parts are the ones that stay whole.</param>
    /// <param name="search">The search among all rows of the split.</param>
    /// <param name="stop">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The search was ended.</exception>
    public static Split WithoutAlike(this Split split, SimilaritySearch search, CancellationToken stop = default)
    {
        IReadOnlyList<int> groupOf = search.Duplicates.GroupOf, firstRows = search.Duplicates.FirstRows;
        var neighbours = search.Pairs(stop)
            .SelectMany(pair => new[] { (groupOf[pair.First], groupOf[pair.Second]), (groupOf[pair.Second], groupOf[pair.First]) })
            .ToLookup(pair => pair.Item1, pair => pair.Item2);

        // The latest part that a group of equal rows still has a row in, filled from the last part to the first.
        int[] latest = new int[firstRows.Count];
        Array.Fill(latest, Split.NoPart);
        int[] partOf = [.. split.PartOf];
        int dropped = 0;
        for (int part = split.Parts.Count - 1; part >= 0; part--)
        {
            int[] rows = split.Rows(part);
            foreach (int row in rows)
            {
                int group = groupOf[row];
                if (latest[group] <= part && !neighbours[group].Any(other => latest[other] > part))
                    continue;
                partOf[row] = Split.NoPart;
                dropped++;
            }
            foreach (int row in rows.Where(row => partOf[row] == part))
                latest[groupOf[row]] = Math.Max(latest[groupOf[row]], part);
        }
        return new Split(split.Parts, partOf, [.. split.Dropped, new DroppedRows("alike a row of a later part", dropped)],
            split.Warnings);
    }
}

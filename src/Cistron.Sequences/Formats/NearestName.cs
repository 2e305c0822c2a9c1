namespace Cistron.Sequences.Formats;

/// <summary>The name that a user most likely meant by one that does not exist.</summary>
public static class NearestName
{
    /// <summary>
    /// The name with the fewest edits from <paramref name="written"/>, case ignored, or null when every name differs in
    /// more than a third of its letters.
    /// </summary>
    public static string? To(string written, IEnumerable<string> names)
    {
        (string Name, int Edits)? nearest = null;
        foreach (string name in names)
        {
            int edits = Edits(written.ToLowerInvariant(), name.ToLowerInvariant());
            if (3 * edits <= Math.Max(written.Length, name.Length) && (nearest is null || edits < nearest.Value.Edits))
                nearest = (name, edits);
        }
        return nearest?.Name;
    }

    // Levenshtein distance: insertions, deletions and replacements of one letter, kept row by row.
    private static int Edits(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[^1];
    }
}

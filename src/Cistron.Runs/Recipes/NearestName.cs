namespace Cistron.Runs.Recipes;

/// <summary>Finds the valid name that a mistyped one most likely meant.</summary>
internal static class NearestName
{
    // No valid name is longer; a longer one is not a slip of the finger, and distances to it would cost time.
    private const int LongestName = 64;

    /// <summary>
    /// The name with the fewest edits from <paramref name="name"/>, or null when even that one needs more edits than
    /// one and one more for every four letters: a far-fetched suggestion is worse than none.
    /// </summary>
    public static string? Among(IEnumerable<string> validNames, string name)
    {
        if (name.Length > LongestName)
            return null;
        string? nearest = validNames.MinBy(valid => Distance(valid, name));
        return nearest is not null && Distance(nearest, name) <= 1 + name.Length / 4 ? nearest : null;
    }

    /// <summary>
    /// How many letters must be inserted, deleted or replaced to make one name the other (Levenshtein, "Binary codes
    /// capable of correcting deletions, insertions, and reversals", 1966).
    /// </summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[b.Length];
    }
}

namespace Cistron.Training.Interpretation;

/// <summary>Tokens by something that their bases have in common.</summary>
/// <param name="Title">What that is, such as <c>GC share</c> or <c>first base</c>.</param>
/// <param name="Names">The names of the groups in order.</param>
/// <param name="Labels">The group of each token.</param>
/// <param name="IsOrdered">Whether the groups have an order by nature.</param>
public sealed record TokenGroups(string Title, IReadOnlyList<string> Names, int[] Labels, bool IsOrdered)
{
    private const int MostShares = 5;

    /// <summary>By the share of G and C: every share that occurs, or fifths where that would be more.</summary>
    public static TokenGroups ByGc(IReadOnlyList<string> tokens)
    {
        (int Gc, int Bases)[] counts = [.. tokens.Select(token => (token.Count(letter => letter is 'G' or 'C'), token.Length))];
        double[] shares = [.. counts.Select(count => (double)count.Gc / count.Bases).Distinct().Order()];
        return shares.Length <= MostShares
            ? new TokenGroups("GC share", [.. shares.Select(share => $"{100 * share:0} %")],
                [.. counts.Select(count => Array.IndexOf(shares, (double)count.Gc / count.Bases))], IsOrdered: true)
            : new TokenGroups("GC share", [.. Enumerable.Range(0, MostShares).Select(fifth => $"{20 * fifth} to {20 * (fifth + 1)} %")],
                [.. counts.Select(count => Math.Min(MostShares * count.Gc / count.Bases, MostShares - 1))], IsOrdered: true);
    }

    /// <summary>By the base at one place.</summary>
    /// <param name="tokens">The tokens, which all have that place.</param>
    /// <param name="letters">The letters of the alphabet.</param>
    /// <param name="place">Counted from 0.</param>
    /// <param name="title">What the place is called.</param>
    public static TokenGroups ByBase(IReadOnlyList<string> tokens, ReadOnlySpan<byte> letters, int place, string title)
    {
        string names = string.Concat(letters.ToArray().Select(letter => (char)letter));
        return new TokenGroups(title, [.. names.Select(letter => $"{letter}")],
            [.. tokens.Select(token => names.IndexOf(token[place], StringComparison.Ordinal))], IsOrdered: false);
    }
}

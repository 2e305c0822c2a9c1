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

    /// <summary>By the bases at some places together: 16 groups for two.</summary>
    /// <param name="tokens">The tokens, which all have those places.</param>
    /// <param name="letters">The letters of the alphabet.</param>
    /// <param name="title">What the places are called.</param>
    /// <param name="places">Counted from 0.</param>
    public static TokenGroups ByBases(
        IReadOnlyList<string> tokens, ReadOnlySpan<byte> letters, string title, params IReadOnlyList<int> places)
    {
        string alphabet = string.Concat(letters.ToArray().Select(letter => (char)letter));
        IEnumerable<string> names = [""];
        for (int i = 0; i < places.Count; i++)
            names = [.. names.SelectMany(name => alphabet.Select(letter => name + letter))];
        return new TokenGroups(title, [.. names], [.. tokens.Select(token => places.Aggregate(
            0, (group, place) => group * alphabet.Length + alphabet.IndexOf(token[place], StringComparison.Ordinal)))], IsOrdered: false);
    }
}

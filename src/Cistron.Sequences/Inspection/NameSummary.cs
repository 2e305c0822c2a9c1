namespace Cistron.Sequences.Inspection;

/// <summary>The names that stand in one place of a file's records.</summary>
/// <param name="Different">How many different ones there are.</param>
/// <param name="MostFrequent">The most frequent ones, at most a hundred.</param>
/// <param name="IsCut">
/// Whether there were more than are told apart, which are as many as have 16 million letters together.
/// </param>
public sealed record NameSummary(int Different, IReadOnlyList<NameCount> MostFrequent, bool IsCut)
{
    private const int MostListed = 100;

    internal static IReadOnlyList<NameCount> First(IEnumerable<KeyValuePair<string, long>> counts) =>
    [
        .. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(MostListed).Select(pair => new NameCount(pair.Key, pair.Value)),
    ];
}

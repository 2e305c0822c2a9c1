using System.Globalization;
using System.Text.RegularExpressions;
using Cistron.Sequences.Formats;

namespace Cistron.Training.Recipes;

/// <summary>
/// The words that choose layer groups, counted from the head: <c>head</c>, <c>last 2 groups</c>, <c>all</c>.
/// </summary>
internal static partial class TrainedGroups
{
    /// <summary>Everything is trained.</summary>
    public const string All = "all";

    private const string Head = "head";

    /// <summary>
    /// How many of a model's groups words choose, more perhaps than it has; null when they are not such words.
    /// </summary>
    public static int? Count(string words, int groups) => words switch
    {
        All => groups,
        Head => 1,
        _ when Last().Match(words) is { Success: true } last =>
            int.Parse(last.Groups["count"].Value, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>What is wrong with words; null when they choose layer groups.</summary>
    public static string? Fault(string words)
    {
        if (Count(words, groups: 1) is not null)
            return null;
        return $"is {InputException.Quote(words)}, which chooses no layer groups; "
            + (NearestName.To(words, [All, Head, "last 2 groups"]) is { } nearest
                ? $"did you mean '{nearest}'?"
                : "give head, all, or 'last 2 groups'");
    }

    [GeneratedRegex("^last (?<count>[1-9][0-9]{0,3}) groups?$", RegexOptions.CultureInvariant)]
    private static partial Regex Last();
}

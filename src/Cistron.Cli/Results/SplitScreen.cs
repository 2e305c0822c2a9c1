using Cistron.Data.Folders;
using Cistron.Data.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What <c>data split</c> wrote.</summary>
internal static class SplitScreen
{
    private const int MostLabels = 6;

    /// <summary>Writes it.</summary>
    public static void Write(SplitResult result, IAnsiConsole console)
    {
        long rows = result.Parts.Where(part => !IsSubset(part)).Sum(part => part.Rows);
        console.WriteLine();
        var facts = new FactRows();
        foreach (WrittenPart part in result.Parts)
        {
            string share = IsSubset(part) ? "" : $" ({(double)part.Rows / rows:0.0 %})";
            facts.Add(part.Name, $"{NumberWords.Count(part.Rows)} rows{share}{Labels(part)}");
        }
        foreach (var dropped in result.Dropped)
            facts.Add("dropped", $"{NumberWords.Count(dropped.Count)} {dropped.Reason}");
        if (result.Clusters is { } clusters)
            facts.Add("clusters", $"{NumberWords.Count(clusters)}; the largest has {NumberWords.Count(result.LargestCluster ?? 0)} rows");
        facts.Write(console);
    }

    private static bool IsSubset(WrittenPart part) => part.Name.StartsWith("train-", StringComparison.Ordinal);

    private static string Labels(WrittenPart part) => part.LabelCounts.Count is > 0 and <= MostLabels
        ? $": {string.Join(", ", part.LabelCounts.Select(pair => $"{pair.Key} {NumberWords.Count(pair.Value)}"))}"
        : "";
}

using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What was embedded, in numbers.</summary>
internal static class EmbeddingScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(EmbeddingSummary summary, IAnsiConsole console)
    {
        console.WriteLine();
        var rows = new FactRows()
            .Add("sequences", $"{NumberWords.Count(summary.Sequences)}, each a vector of {summary.Dimensions} numbers");
        if (summary.LongSequences > 0)
            rows.Add("long", $"{NumberWords.Count(summary.LongSequences)} beyond the context");
        rows.Add("vectors", summary.Output);
        if (summary.Ids is { } ids)
            rows.Add("ids", ids);
        if (summary.Map is { } map)
        {
            if (map.Separation is { } separation)
                rows.Add("labels", $"{NumberWords.Number(separation.Purity)} of {map.Neighbours} nearest neighbours have the same one, "
                    + $"{NumberWords.Number(separation.Chance)} by chance; silhouette {NumberWords.Number(separation.Silhouette)}");
            rows.Add("report", map.Report);
        }
        rows.Write(console);
    }
}

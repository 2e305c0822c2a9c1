using Cistron.Training.Interpretation.Motifs;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>The strongest motifs.</summary>
internal static class MotifsScreen
{
    private const int MostMotifs = 10;
    private const int LongestStretch = 20;

    /// <summary>Writes it.</summary>
    public static void Write(MotifsResult result, IAnsiConsole console)
    {
        console.WriteLine();
        if (result.Found.Motifs.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumn("motif")
                .AddColumn(Right("instances")).AddColumn(Right("in class")).AddColumn(Right("in others"))
                .AddColumn(Right("odds ratio")).AddColumn(Right("log10 q"));
            foreach (FoundMotif motif in result.Found.Motifs.Take(MostMotifs))
                table.AddRow(motif.Stretch.Length <= LongestStretch ? motif.Stretch : motif.Stretch[..(LongestStretch - 1)] + "…",
                    NumberWords.Count(motif.Instances), NumberWords.Count(motif.Positives), NumberWords.Count(motif.Negatives),
                    $"{motif.OddsRatio:0.0}", $"{motif.LogValue / Math.Log(10):0.0}");
            console.Write(table);
        }
        new FactRows()
            .Add("sequences", $"{NumberWords.Count(result.Positives)} of the class '{result.Class}', {NumberWords.Count(result.Negatives)} others")
            .Add("motifs", $"{NumberWords.Count(result.Found.Motifs.Count)} from {NumberWords.Count(result.Found.Enriched)} enriched of "
                + $"{NumberWords.Count(result.Found.Tested)} stretches, {NumberWords.Count(result.Found.Runs)} runs of high scores")
            .Add("files", Path.Combine(Path.GetDirectoryName(result.Report)!, MotifFinding.TableFile) + $" and {MotifFinding.MemeFile}")
            .Add("report", result.Report).Write(console);
    }

    private static TableColumn Right(string name) => new(name) { Alignment = Justify.Right };
}

using Cistron.Evaluation.Metrics;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>How far vectors move with the reading frame.</summary>
internal static class FramesScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(FramesResult result, IAnsiConsole console)
    {
        console.WriteLine();
        new FactRows()
            .Add("embedded", $"{NumberWords.Count(result.Sequences.Count)} sequences, each without its first 0 to {result.ByShift.Count - 1} bases")
            .Add("moved", $"{NumberWords.Number(result.Share.Value)} of the distance between sequences")
            .Write(console);
        var table = new Table().Border(TableBorder.Simple).AddColumn("vectors")
            .AddColumn(Numbers("distance")).AddColumn(Numbers("95 % interval"));
        foreach (var frame in result.ByFrame)
            Add($"of one sequence, {frame.Frame}", frame.Distance);
        Add("of two sequences", result.OtherSequences);
        console.Write(table);
        new FactRows().Add("report", result.Report).Write(console);

        void Add(string name, Estimate distance) => table.AddRow(name, NumberWords.Number(distance.Value),
            double.IsFinite(distance.Lower) ? $"{NumberWords.Number(distance.Lower)} to {NumberWords.Number(distance.Upper)}" : "–");
    }

    private static TableColumn Numbers(string header) => new(header) { Alignment = Justify.Right };
}

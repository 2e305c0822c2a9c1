using Cistron.Training.Interpretation.Mutagenesis;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>The strongest changes.</summary>
internal static class MutagenesisScreen
{
    private const int MostChanges = 5;

    /// <summary>Writes it.</summary>
    public static void Write(MutagenesisResult result, IAnsiConsole console)
    {
        console.WriteLine();
        var table = new Table().Border(TableBorder.Simple).AddColumn("sequence").AddColumn(Right("place")).AddColumn("change")
            .AddColumn(Right("p without")).AddColumn(Right("p with")).AddColumn(Right("log2 odds ratio"));
        foreach (ListedEffect change in result.Strongest.Take(MostChanges))
            table.AddRow(new Text(change.Sequence), new Text(NumberWords.Count(change.Start)),
                new Text(change.Change.Length <= 16 ? change.Change : change.Change[..15] + "…"), new Text(NumberWords.Number(change.Effect.Reference)),
                new Text(NumberWords.Number(change.Effect.Alternative)), new Text(NumberWords.Number(change.Effect.Log2OddsRatio)));
        console.Write(table);
        new FactRows()
            .Add("changes", $"{NumberWords.Count(result.Changes)} in {NumberWords.Duration(TimeSpan.FromSeconds(result.Seconds))}; the strongest are above")
            .Add("table", Path.Combine(Path.GetDirectoryName(result.Report)!, Mutating.TableFile))
            .Add("report", result.Report).Write(console);
    }

    private static TableColumn Right(string name) => new(name) { Alignment = Justify.Right };
}

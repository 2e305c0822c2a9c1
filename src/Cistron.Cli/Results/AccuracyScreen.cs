using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>How well masked tokens are predicted, by label.</summary>
internal static class AccuracyScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(AccuracyResult result, IAnsiConsole console)
    {
        console.WriteLine();
        var facts = new FactRows()
            .Add("masked", $"{NumberWords.Count(result.All.MaskedTokens)} tokens of {NumberWords.Count(result.All.Sequences)} sequences, "
                + $"{NumberWords.Duration(TimeSpan.FromSeconds(result.Seconds))}");
        if (result.LongSequences > 0)
            facts.Add("long", $"{NumberWords.Count(result.LongSequences)} beyond the context, {NumberWords.Count(result.DroppedBases)} bases left out");
        if (result.Unscored > 0)
            facts.Add("no score", $"{NumberWords.Count(result.Unscored)}, with ambiguous letters in every token");
        facts.Add("commonest", $"{NumberWords.Number(result.CommonestShare)} right by always predicting one token").Write(console);
        var table = new Table().Border(TableBorder.Simple).AddColumn("label")
            .AddColumn(Numbers("sequences")).AddColumn(Numbers("accuracy")).AddColumn(Numbers("95 % interval")).AddColumn(Numbers("bits per base"));
        foreach (var row in result.Labels.Append(result.All))
            table.AddRow(Markup.Escape(row.Label), NumberWords.Count(row.Sequences), NumberWords.Number(row.Accuracy.Value),
                $"{NumberWords.Number(row.Accuracy.Lower)} to {NumberWords.Number(row.Accuracy.Upper)}", NumberWords.Number(row.BitsPerBase.Value));
        console.Write(table);
        new FactRows().Add("report", result.Report).Write(console);
    }

    private static TableColumn Numbers(string header) => new(header) { Alignment = Justify.Right };
}

using Cistron.Models.Attention;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>Where each layer of each model looks, beside even attention.</summary>
internal static class AttentionScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(AttentionResult result, IAnsiConsole console)
    {
        console.WriteLine();
        var table = new Table().Border(TableBorder.Simple).AddColumn("model").AddColumn("layer");
        foreach (string name in new[] { "on [[CLS]]", "on [[SEP]]", "entropy", "bases away", $"within {result.NearTokens}" })
            table.AddColumn(new TableColumn(name) { Alignment = Justify.Right });
        foreach (var model in result.Models)
        {
            foreach (var (i, layer) in model.Layers.Index())
                table.AddRow([new Text(i == 0 ? model.Name : ""), new Text($"{i + 1}"), .. Numbers(statistic => layer.Mean[statistic].Value)]);
            table.AddRow([new Text(""), new Text("even"), .. Numbers(statistic => model.Even[statistic])]);
        }
        console.Write(table);
        new FactRows()
            .Add("read", $"{NumberWords.Count(result.Models[0].Sequences)} sequences in {NumberWords.Duration(TimeSpan.FromSeconds(result.Seconds))}")
            .Add("report", result.Report).Write(console);
    }

    private static IEnumerable<Text> Numbers(Func<AttentionStatistic, double> of)
    {
        AttentionStatistic[] shown =
        [
            AttentionStatistic.ClsMass, AttentionStatistic.SepMass, AttentionStatistic.Entropy, AttentionStatistic.DistanceBases, AttentionStatistic.NearbyMass,
        ];
        return shown.Select(statistic => new Text(
            statistic == AttentionStatistic.DistanceBases ? $"{of(statistic):0.0}" : NumberWords.Number(of(statistic))));
    }
}

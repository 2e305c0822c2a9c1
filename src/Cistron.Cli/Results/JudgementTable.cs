using Cistron.Evaluation.Metrics;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>Metrics of a model and of its baselines side by side, each with its 95 % interval.</summary>
internal static class JudgementTable
{
    /// <summary>Writes the table.</summary>
    /// <param name="model">The model on the rows.</param>
    /// <param name="baseline">The baseline on the same rows; null when there is none.</param>
    /// <param name="difference">Model minus baseline by metric; null when there is no baseline.</param>
    /// <param name="positions">The position baseline on the same rows; null when there is none.</param>
    /// <param name="console">Where it is written.</param>
    public static void Write(Judgement model, Judgement? baseline, IReadOnlyDictionary<string, Estimate>? difference,
        BaselineScore? positions, IAnsiConsole console)
    {
        List<(string Title, IReadOnlyDictionary<string, Estimate> Estimates)> columns = [("model", model.Metrics)];
        if (baseline is not null)
            columns.Add(("baseline", baseline.Metrics));
        // Four columns with intervals are wider than a page: with two baselines the differences are lines below.
        if (positions is not null)
            columns.Add(("positions", positions.Judgement.Metrics));
        else if (difference is not null)
            columns.Add(("difference", difference));

        var table = new Table().Border(TableBorder.Simple).AddColumn("metric");
        foreach ((string title, _) in columns)
            table.AddColumn(new TableColumn($"{title}, 95 % interval") { Alignment = Justify.Right, NoWrap = true });
        foreach (Metric metric in Metric.All.Where(metric => model.Metrics.ContainsKey(metric.Name)))
            table.AddRow([new Text(metric.Title), .. columns.Select(column => Cell(column.Estimates, metric))]);
        console.Write(table);
        if (positions is not null && difference is not null)
        {
            Metric headline = Metric.All.First(metric => positions.Difference.ContainsKey(metric.Name));
            new FactRows()
                .Add("model − baseline", $"{headline.Title} {Words(difference[headline.Name])}")
                .Add("model − positions", $"{headline.Title} {Words(positions.Difference[headline.Name])}")
                .Write(console);
        }
    }

    /// <summary>A line for each further baseline: its metric, and what the model has more.</summary>
    public static IEnumerable<(string Name, string Words)> Lines(IReadOnlyDictionary<string, BaselineScore> baselines) =>
        from one in baselines
        let headline = Metric.All.First(metric => one.Value.Difference.ContainsKey(metric.Name))
        select (one.Key, $"{headline.Title} {Words(one.Value.Judgement.Metrics[headline.Name])}; model − this "
            + Words(one.Value.Difference[headline.Name]));

    /// <summary>How many rows were judged, such as <c>40 test rows</c>; of a task of bases the bases of how many rows.</summary>
    public static string Rows(Judgement judgement, string rows) => judgement.Sequences is { } sequences
        ? $"{NumberWords.Count(judgement.Rows)} bases of {NumberWords.Count(sequences)} {rows}"
        : $"{NumberWords.Count(judgement.Rows)} {rows}";

    private static Text Cell(IReadOnlyDictionary<string, Estimate> estimates, Metric metric) =>
        new(estimates.TryGetValue(metric.Name, out Estimate? estimate) ? Words(estimate) : "");

    private static string Words(Estimate estimate) => double.IsFinite(estimate.Lower)
        ? $"{NumberWords.Number(estimate.Value)}  [{NumberWords.Number(estimate.Lower)}, {NumberWords.Number(estimate.Upper)}]"
        : NumberWords.Number(estimate.Value);
}

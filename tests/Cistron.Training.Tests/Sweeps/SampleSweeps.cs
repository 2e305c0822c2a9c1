using Cistron.Training.Sweeps;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Sweeps;

/// <summary>Results of sweeps that nobody ran.</summary>
internal static class SampleSweeps
{
    public static SweepResult Of(IReadOnlyList<string> factors, string? replicate, IReadOnlyList<CellResult> cells) => new()
    {
        Folder = "runs/sweep",
        Verb = "finetune",
        Factors = factors,
        Replicate = replicate,
        Metric = cells.Any(cell => cell.Metrics.Count > 0) ? "mcc" : null,
        JudgedOn = "test rows",
        BaselineName = cells.Any(cell => cell.Baseline.Count > 0) ? "k-mer baseline" : null,
        Groups = SweepAggregation.Groups(cells, replicate),
        Cells = cells,
    };

    public static CellResult Cell(params (string Key, string Value)[] factors) => new()
    {
        Name = string.Join('-', factors.Select(factor => $"{factor.Key}-{factor.Value}")),
        Factors = new OrderedDictionary<string, string>(factors.Select(factor => KeyValuePair.Create(factor.Key, factor.Value))),
        State = CellState.Pending,
    };

    /// <summary>The cell as it is when it is finished.</summary>
    public static CellResult With(this CellResult cell, double mcc, double? baseline = null) => cell with
    {
        State = CellState.Finished,
        Metrics = new Dictionary<string, double> { ["mcc"] = mcc },
        Baseline = baseline is { } value ? new Dictionary<string, double> { ["mcc"] = value } : new Dictionary<string, double>(),
        Seconds = 75,
    };
}

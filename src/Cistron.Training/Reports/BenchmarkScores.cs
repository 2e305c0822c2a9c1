using Cistron.Data.Reports;
using Cistron.Training.Suites;
using Cistron.Training.Verbs;
using Estimate = Cistron.Runs.Plots.Estimate;

namespace Cistron.Training.Reports;

/// <summary>How the scores of a benchmark are written in tables and drawn in charts.</summary>
internal static class BenchmarkScores
{
    /// <summary>The mark of a published figure that is in doubt.</summary>
    public const string DoubtMark = "†";

    /// <summary>Mean, interval, and the seeds with their range.</summary>
    public static IEnumerable<string> Cells(SystemScore? system, string metric)
    {
        if (system?.Metrics.GetValueOrDefault(metric) is not { } score)
            return ["–", "–", "–"];
        return
        [
            ReportText.Number(score.Mean),
            ReportText.Interval(new Evaluation.Metrics.Estimate(score.Mean, score.Lower, score.Upper)),
            score.Values.Count == 1 ? "1" : $"{score.Values.Count}: {ReportText.Number(score.Values.Min())} to {ReportText.Number(score.Values.Max())}",
        ];
    }

    /// <summary>The mean over seeds; a dash for what was not measured.</summary>
    public static string Mean(SystemScore? system, string metric) =>
        system?.Metrics.GetValueOrDefault(metric) is { } score ? ReportText.Number(score.Mean) : "–";

    /// <summary>A published value, with a mark where it is in doubt.</summary>
    public static string Value(PublishedRow row, string metric) =>
        row.Values.TryGetValue(metric, out double value) ? $"{ReportText.Number(value)}{Mark(row)}" : "–";

    /// <summary>A mark behind what is in doubt.</summary>
    public static string Mark(PublishedRow row) => row.Doubt is null ? "" : $" {DoubtMark}";

    /// <summary>A published row's system and, in parentheses, its regime: figures of different regimes do not compare.</summary>
    public static string Origin(PublishedRow row) => row.Regime.Length > 0 ? $"{row.System} ({row.Regime})" : row.System;

    /// <summary>The dots of what was measured.</summary>
    public static IEnumerable<Estimate> Measured(TaskResult task) => task.Systems.Select(system =>
    {
        SeedScore score = system.Metrics[task.Task.Metric];
        return new Estimate(system.System, score.Mean, score.Lower, score.Upper) { Seeds = score.Values.Count > 1 ? score.Values : [] };
    });

    /// <summary>The hollow dot of a published value.</summary>
    public static Estimate Quoted(string name, double value) => new(name, value) { IsQuoted = true };
}

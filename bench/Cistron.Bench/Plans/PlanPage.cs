using System.Globalization;
using System.Text;
using Cistron.Runs.Plots;

namespace Cistron.Bench.Plans;

/// <summary>Plans beside measurements, as Markdown and as charts.</summary>
internal static class PlanPage
{
    private const string MemoryChart = "plan-memory.svg", TimeChart = "plan-seconds.svg";

    /// <summary>The charts by their files.</summary>
    public static IEnumerable<(string File, LineChart Chart)> Charts(IReadOnlyList<PlannedStep> steps)
    {
        yield return (MemoryChart, new LineChart("Memory of a step, measured ÷ planned", new Axis("tokens a row") { Scale = AxisScale.Log },
            new Axis("measured ÷ planned") { Minimum = 0 }, Lines(step => new Point(step.Tokens, step.MemoryRatio)))
        {
            References = [new Reference(1, "as planned")],
        });
        yield return (TimeChart, new LineChart("Seconds of a pass over its planned operations",
            new Axis("operations", "TFLOP") { Scale = AxisScale.Log }, new Axis("time", "seconds") { Scale = AxisScale.Log },
            Lines(step => new Point(step.Operations / 1e12, step.Seconds))));

        IReadOnlyList<Line> Lines(Func<PlannedStep, Point> point) =>
            [.. steps.GroupBy(step => step.Model).Select(model => new Line(model.Key, [.. model.Select(point).OrderBy(at => at.X)]))];
    }

    /// <summary>A heading, the notes, the charts and a table.</summary>
    public static string Of(IReadOnlyList<PlannedStep> steps)
    {
        var text = new StringBuilder();
        text.AppendLine(Invariant($"""
            ## What `--plan` says beside what is measured

            `pretrain --plan` works memory and operations out by arithmetic, and makes a few steps on this machine, in fp32: here both, for
            BERTs on rows of one length, {PlanCheck.BatchTokens:N0} tokens a step or, of larger models, as many as take about a second. Memory is
            weights, gradients, the moments of AdamW and what a pass leaves behind; what is measured is what the peak of the process grew by, of
            one process for each line. The seconds are of forward and backward pass, the fastest of several. Were they proportional to the
            operations that are planned, all lines of a model would have one speed, which is their geometric mean: what each takes more or less
            than at that speed stands in the last column.

            ![Memory of a step, measured ÷ planned]({MemoryChart}) ![Seconds of a pass over its planned operations]({TimeChart})

            | model | tokens a row | rows | memory planned | measured | ÷ | planned TFLOP | seconds | GFLOP/s | ÷ at one speed |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """));
        foreach (var model in steps.GroupBy(step => step.Model))
        {
            double speed = Math.Exp(model.Average(step => Math.Log(step.Speed)));
            foreach (PlannedStep step in model)
                text.AppendLine(Invariant($"| {step.Model} | {step.Tokens:N0} | {step.Rows} | {step.PlannedBytes / 1e6:N0} MB | {step.MeasuredBytes / 1e6:N0} MB | ")
                    + Invariant($"{step.MemoryRatio:0.00} | {step.Operations / 1e12:0.000} | {step.Seconds:G3} | {step.Speed / 1e9:0} | {speed / step.Speed:0.00} |"));
        }
        return text.ToString();
    }

    private static string Invariant(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}

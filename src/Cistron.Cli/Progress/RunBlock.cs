using Cistron.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Cistron.Cli.Progress;

/// <summary>What the live block shows: where the run is, how the loss went, the last validation, the speed.</summary>
internal sealed class RunBlock(TimeProvider clock)
{
    private const int BarLength = 32;

    private readonly Pace _pace = new(clock);
    private readonly WorkPace _workPace = new(clock);
    private LossTrend _trend = new();
    private (StepReport Report, long Steps)? _step;
    private StepReport? _validated;
    private string? _work;

    /// <summary>Takes a training step in.</summary>
    public void Add(StepReport report, long steps)
    {
        _pace.Add(report.State);
        // A step that is not further than the last one begins another run.
        if (report.State.Step <= _step?.Report.State.Step)
            (_trend, _validated) = (new LossTrend(), null);
        _trend.Add(report.Loss);
        (_step, _work) = ((report, steps), null);
        if (report.Validation is not null)
            _validated = report;
    }

    /// <summary>Takes in that part of another work is done.</summary>
    public void Add(string what, long done, long? total, string unit) =>
        _work = ProgressWords.Of(what, done, total, unit) + (total is > 0 ? $"  {Bar((double)done / total.Value)}" : "")
            + _workPace.Add(what, done, total, unit);

    /// <summary>The block as it is now.</summary>
    public IRenderable ToRenderable()
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        foreach ((string name, string text) in Lines())
            grid.AddRow(new Text(name, new Style(decoration: Decoration.Dim)), new Text(text));
        return grid;
    }

    private IEnumerable<(string Name, string Text)> Lines()
    {
        if (_step is ({ } report, var steps))
        {
            yield return ("step", $"{report.State.Step}/{steps}  {Bar((double)report.State.Step / steps)}  epoch {report.Epoch:0.00}");
            yield return ("loss", $"{NumberWords.Number(report.Loss)}  {_trend}");
            if (_validated is { Validation: { } metrics, State: { } state })
                yield return ("validation", $"{ProgressWords.Of(metrics)}  at step {state.Step}"
                    + (state.BestStep == state.Step ? " (best)" : $", best at step {state.BestStep}"));
            if (_pace.TokensPerSecond is { } speed)
                yield return ("speed", $"{NumberWords.Count(speed)} tokens/s"
                    + (_pace.Left(steps) is { } left && report.State.Step < steps ? $", {NumberWords.Duration(left)} left" : ""));
        }
        if (_work is { } work)
            yield return ("now", work);
    }

    private static string Bar(double share)
    {
        int full = (int)(Math.Clamp(share, 0, 1) * BarLength);
        return $"{new string('━', full)}{new string('╌', BarLength - full)} {NumberWords.Percent(share)}";
    }
}

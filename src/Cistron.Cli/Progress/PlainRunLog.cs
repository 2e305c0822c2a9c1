using Cistron.Training;

namespace Cistron.Cli.Progress;

/// <summary>
/// Dated lines, for log files and pipes: every note, every validation, the last step, and between them a line every
/// five seconds at most.
/// </summary>
internal sealed class PlainRunLog(TextWriter writer, TimeProvider clock) : IRunLog
{
    private readonly Interval _interval = new(clock, TimeSpan.FromSeconds(5));
    private readonly Pace _pace = new(clock);
    private readonly WorkPace _workPace = new(clock);

    /// <inheritdoc />
    public void Note(string sentence) => Write(sentence);

    /// <inheritdoc />
    public void Warn(string sentence) => Write($"warning: {sentence}");

    /// <inheritdoc />
    public void Step(StepReport report, long steps)
    {
        _pace.Add(report.State);
        bool isWorthALine = report.Validation is not null || report.State.Step == steps;
        if (isWorthALine)
            _interval.Restart();
        else if (!_interval.IsOver())
            return;
        Write(string.Join("  ", Parts(report, steps)));
    }

    /// <inheritdoc />
    public void Progress(string what, long done, long? total, string unit)
    {
        string pace = _workPace.Add(what, done, total, unit);
        if (done == total || _interval.IsOver())
            Write(ProgressWords.Of(what, done, total, unit) + pace);
    }

    private IEnumerable<string> Parts(StepReport report, long steps)
    {
        yield return $"step {report.State.Step}/{steps}";
        yield return $"epoch {report.Epoch:0.00}";
        yield return $"loss {NumberWords.Number(report.Loss)}";
        if (_pace.TokensPerSecond is { } speed)
            yield return $"{NumberWords.Count(speed)} tokens/s";
        if (_pace.Left(steps) is { } left && report.State.Step < steps)
            yield return $"{NumberWords.Duration(left)} left";
        if (report.Validation is { } validation)
            yield return $"validation: {ProgressWords.Of(validation)}{(report.IsBest ? " (best)" : "")}";
    }

    private void Write(string text)
    {
        writer.WriteLine($"{clock.GetLocalNow():yyyy-MM-dd HH:mm:ss}  {text}");
        writer.Flush();
    }
}

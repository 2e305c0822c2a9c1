using Cistron.Training;
using Spectre.Console;

namespace Cistron.Cli.Progress;

/// <summary>One block at the foot of a terminal that is drawn anew while the run goes; notes and warnings stay above it.</summary>
internal sealed class LiveRunLog : IRunLog
{
    private readonly IAnsiConsole _console;
    private readonly LiveDisplayContext _display;
    private readonly RunBlock _block;
    private readonly Interval _interval;

    private LiveRunLog(IAnsiConsole console, LiveDisplayContext display, TimeProvider clock)
    {
        (_console, _display, _block) = (console, display, new RunBlock(clock));
        // The eye cannot follow more, and drawing takes time from the run.
        _interval = new Interval(clock, TimeSpan.FromMilliseconds(100));
    }

    /// <summary>Does a work while the block shows its progress; the block stays where it was when the work ends.</summary>
    public static TResult Follow<TResult>(IAnsiConsole console, TimeProvider clock, Func<IRunLog, TResult> work) =>
        console.Live(new Text("")).Start(display =>
        {
            var log = new LiveRunLog(console, display, clock);
            TResult result = work(log);
            log.Draw();
            return result;
        });

    /// <inheritdoc />
    public void Note(string sentence) => _console.WriteOver(sentence, Style.Plain);

    /// <inheritdoc />
    public void Warn(string sentence) => _console.WriteOver($"warning: {sentence}", new Style(Color.Yellow));

    /// <inheritdoc />
    public void Step(StepReport report, long steps)
    {
        _block.Add(report, steps);
        DrawIf(report.Validation is not null || report.State.Step == steps);
    }

    /// <inheritdoc />
    public void Progress(string what, long done, long? total, string unit)
    {
        _block.Add(what, done, total, unit);
        DrawIf(done == total);
    }

    private void DrawIf(bool isWorthIt)
    {
        if (isWorthIt || _interval.IsOver())
            Draw();
    }

    private void Draw() => _display.UpdateTarget(_block.ToRenderable());
}

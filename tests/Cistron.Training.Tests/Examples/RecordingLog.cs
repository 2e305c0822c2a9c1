namespace Cistron.Training.Tests.Examples;

/// <summary>Keeps what a run tells, and does something at a step where a test wants it.</summary>
public sealed class RecordingLog : IRunLog
{
    private readonly Action<StepReport>? _atStep;

    public RecordingLog(Action<StepReport>? atStep = null) => _atStep = atStep;

    public List<string> Notes { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<StepReport> Steps { get; } = [];

    /// <summary>The most units that were told to be done.</summary>
    public long Done { get; private set; }

    public void Note(string sentence) => Notes.Add(sentence);

    public void Warn(string sentence) => Warnings.Add(sentence);

    public void Step(StepReport report, long steps)
    {
        Steps.Add(report);
        _atStep?.Invoke(report);
    }

    public void Progress(string what, long done, long? total, string unit) => Done = done;
}

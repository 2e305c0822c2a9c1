using Cistron.Training;

namespace Cistron.Cli.Progress;

/// <summary>Tells warnings and nothing else: a result must not look better than it is.</summary>
internal sealed class SilentRunLog(TextWriter writer) : IRunLog
{
    /// <inheritdoc />
    public void Note(string sentence)
    {
    }

    /// <inheritdoc />
    public void Warn(string sentence) => writer.WriteLine($"warning: {sentence}");

    /// <inheritdoc />
    public void Step(StepReport report, long steps)
    {
    }

    /// <inheritdoc />
    public void Progress(string what, long done, long? total, string unit)
    {
    }
}

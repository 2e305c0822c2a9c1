using Cistron.Training;

namespace Cistron.Bench.Cases.Bert;

/// <summary>For verbs whose time is taken.</summary>
internal sealed class SilentLog : IRunLog
{
    public void Note(string sentence)
    {
    }

    public void Warn(string sentence)
    {
    }

    public void Progress(string what, long done, long? total, string unit)
    {
    }

    public void Step(StepReport report, long steps)
    {
    }
}

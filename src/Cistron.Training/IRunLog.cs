using Cistron.Runs;

namespace Cistron.Training;

/// <summary>Where a run of training tells how it goes.</summary>
public interface IRunLog : IWorkLog
{
    /// <summary>A training step has been made.</summary>
    /// <param name="report">What it has to tell.</param>
    /// <param name="steps">Steps of the whole run.</param>
    void Step(StepReport report, long steps);
}

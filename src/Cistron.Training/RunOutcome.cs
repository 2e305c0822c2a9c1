namespace Cistron.Training;

/// <summary>How a run that makes a model ended.</summary>
/// <param name="Folder">The run folder.</param>
/// <param name="Result">What <c>result.json</c> holds; null when the run was stopped before its end.</param>
/// <param name="Step">The last step made.</param>
/// <param name="Steps">Steps of the whole run.</param>
public sealed record RunOutcome<TResult>(string Folder, TResult? Result, long Step, long Steps) where TResult : class
{
    /// <summary>Whether the run was stopped early, with a checkpoint to resume from.</summary>
    public bool WasStopped => Result is null;
}

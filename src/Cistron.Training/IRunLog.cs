namespace Cistron.Training;

/// <summary>Where a run tells how it goes, while it goes: a live line on a terminal, dated lines in a log.</summary>
public interface IRunLog
{
    /// <summary>One sentence worth knowing: what was inferred, replaced, resumed.</summary>
    void Note(string sentence);

    /// <summary>Something that may make the result worth less than it seems.</summary>
    void Warn(string sentence);

    /// <summary>A training step has been made.</summary>
    /// <param name="report">What it has to tell.</param>
    /// <param name="steps">Steps of the whole run.</param>
    void Step(StepReport report, long steps);

    /// <summary>Part of a work that is no training step has been done.</summary>
    /// <param name="what">The work, such as "predicting".</param>
    /// <param name="done">Units done.</param>
    /// <param name="total">Units in all; null when it is not known.</param>
    /// <param name="unit">The unit, such as "sequences".</param>
    void Progress(string what, long done, long? total, string unit);
}

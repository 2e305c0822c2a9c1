namespace Cistron.Runs;

/// <summary>Where a work tells how it goes, while it goes: a live line on a terminal, dated lines in a log.</summary>
public interface IWorkLog
{
    /// <summary>One sentence worth knowing: what was inferred, replaced, resumed.</summary>
    void Note(string sentence);

    /// <summary>Something that may make the result worth less than it seems.</summary>
    void Warn(string sentence);

    /// <summary>Part of the work has been done.</summary>
    /// <param name="what">The work, such as "predicting".</param>
    /// <param name="done">Units done.</param>
    /// <param name="total">Units in all; null when it is not known.</param>
    /// <param name="unit">The unit, such as "sequences".</param>
    void Progress(string what, long done, long? total, string unit);
}

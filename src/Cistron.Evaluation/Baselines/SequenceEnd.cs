namespace Cistron.Evaluation.Baselines;

/// <summary>An end of a sequence as it is written.</summary>
public enum SequenceEnd
{
    /// <summary>The first letters.</summary>
    First,

    /// <summary>The last letters.</summary>
    Last,
}

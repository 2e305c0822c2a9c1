namespace Cistron.Sequences.Datasets;

/// <summary>What a model is to say about a sequence.</summary>
public enum TaskKind
{
    /// <summary>One of two or more classes.</summary>
    MultiClass,

    /// <summary>Any number of labels, none included.</summary>
    MultiLabel,

    /// <summary>A number.</summary>
    Regression,
}

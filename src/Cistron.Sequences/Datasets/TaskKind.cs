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

    /// <summary>One of two or more classes for each base.</summary>
    PerBaseClass,

    /// <summary>A number for each base.</summary>
    PerBaseValue,
}

/// <summary>What kinds of tasks have in common.</summary>
public static class TaskKinds
{
    /// <summary>Whether each base has an answer of its own; else the sequence has one.</summary>
    public static bool IsPerBase(this TaskKind kind) => kind is TaskKind.PerBaseClass or TaskKind.PerBaseValue;

    /// <summary>Whether answers are numbers.</summary>
    public static bool IsNumeric(this TaskKind kind) => kind is TaskKind.Regression or TaskKind.PerBaseValue;

    /// <summary>Whether an answer is exactly one of several classes.</summary>
    public static bool HasClasses(this TaskKind kind) => kind is TaskKind.MultiClass or TaskKind.PerBaseClass;
}

using System.ComponentModel;
using Cistron.Training.Interpretation;

namespace Cistron.Training.Recipes;

/// <summary>What every verb is told that scores the bases of sequences by a fine-tuned model.</summary>
public abstract record ImportanceUse : SequenceUse
{
    /// <summary>The column of labels.</summary>
    [Description("column of the labels, when the input is a table; null: found by name")]
    public string? LabelColumn { get; init; }

    /// <summary>The class or label that the scores are for.</summary>
    [Description("class or label that the scores are for; null: the second of two")]
    public string? Class { get; init; }

    /// <summary>How bases are scored.</summary>
    [Description("gradient: gradient times input of the class's log odds; attention: what [CLS] attends to in the last layer")]
    public ImportanceMethod Method { get; init; } = ImportanceMethod.Gradient;
}

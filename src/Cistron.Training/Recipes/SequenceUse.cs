using System.ComponentModel;
using Cistron.Sequences.Windows;

namespace Cistron.Training.Recipes;

/// <summary>What every verb is told that puts a model to use on sequences of any length.</summary>
public abstract record SequenceUse : ModelUse
{
    /// <summary>The column of sequences, when the input is a table.</summary>
    [Description("column of the sequences, when the input is a table; null: found by name")]
    public string? SequenceColumn { get; init; }

    /// <summary>What becomes of long sequences.</summary>
    [Description("sequences beyond the context: keep_start, keep_middle, keep_end, or windows (all, averaged); null: refused")]
    public LongSequenceRule? Long { get; init; }
}

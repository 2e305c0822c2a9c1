using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>evaluate</c>: a fine-tuned model on a labelled table that it has not seen.</summary>
public sealed record EvaluateRecipe : EnsembleUse
{
    /// <summary>The labelled table.</summary>
    [Description("labelled table, .csv or .tsv, plain or .gz")]
    [Required]
    public string Input { get; init; } = "";

    /// <summary>The column of labels.</summary>
    [Description("column of the labels; null: found by name")]
    public string? LabelColumn { get; init; }

    /// <summary>Whether fewer labels than bases are those of the first bases; else they are a fault.</summary>
    [Description("tasks of bases: whether fewer labels than bases are those of the first bases; else they are a fault")]
    public bool PartialLabels { get; init; }

    /// <summary>The table to fit the baseline on.</summary>
    [Description("table to fit the k-mer baseline on, for comparison; null: no baseline")]
    public string? BaselineTrain { get; init; }

    /// <summary>The seed of the bootstrap.</summary>
    [Description("the seed of the bootstrap")]
    public ulong Seed { get; init; } = 1;
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>interpret accuracy</c>: a masked language model and sequences whose tokens are hidden from it.</summary>
public sealed record AccuracyRecipe : LabelledUse
{
    /// <summary>The folder to make.</summary>
    [Description("folder to make: report.html, plots, accuracy.tsv, accuracy.json")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>Which tokens are hidden; null: single ones, as a pre-training run without that section masks.</summary>
    public MaskingRecipe? Masking { get; init; }

    /// <summary>How often each sequence is masked.</summary>
    [Description("draws of masks for each sequence, counted together")]
    [Range(1, 1000)]
    public int Draws { get; init; } = 5;

    /// <summary>The seed of the masks.</summary>
    [Description("the seed of the masks")]
    public ulong Seed { get; init; } = 1;
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>interpret course</c>: a pre-training run whose kept checkpoints are looked at.</summary>
public sealed record CourseRecipe
{
    /// <summary>The run folder.</summary>
    [Description("the folder of a finished pre-training run that kept checkpoints (training.keep_every)")]
    [Required]
    public string Run { get; init; } = "";

    /// <summary>The folder to make.</summary>
    [Description("folder to make: report.html, plots, course.tsv, course.json")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>Checkpoints that are mapped.</summary>
    [Description("checkpoints that are mapped, evenly spread; all are measured")]
    [Range(2, 100)]
    public int Maps { get; init; } = 6;

    /// <inheritdoc cref="TokensRecipe.Perplexity"/>
    [Description("neighbours of a token in t-SNE, in effect; at most a third of the tokens")]
    [Range(1, 500)]
    public double Perplexity { get; init; } = 30;

    /// <inheritdoc cref="TokensRecipe.Steps"/>
    [Description("steps of t-SNE for the first map, the first quarter of them to form clusters; half as many for each further one")]
    [Range(1, 100_000)]
    public int Steps { get; init; } = 1000;

    /// <inheritdoc cref="TokensRecipe.Neighbours"/>
    [Description("nearest neighbours whose bases are compared with a token's own")]
    [Range(1, 1000)]
    public int Neighbours { get; init; } = 10;

    /// <inheritdoc cref="TokensRecipe.Seed"/>
    [Description("the seed of the draw of tokens, where there are more than 5,000")]
    public ulong Seed { get; init; } = 1;
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>interpret tokens</c>: a model whose token vectors are mapped.</summary>
public sealed record TokensRecipe
{
    /// <summary>The model folder.</summary>
    [Description("the model folder, of a language model or a fine-tuned one: runs/NAME/model")]
    [Required]
    public string Model { get; init; } = "";

    /// <summary>The folder to make.</summary>
    [Description("folder to make: report.html, plots, tokens.tsv, tokens.json")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>How many neighbours a token has in t-SNE.</summary>
    [Description("neighbours of a token in t-SNE, in effect; at most a third of the tokens")]
    [Range(1, 500)]
    public double Perplexity { get; init; } = 30;

    /// <summary>Steps of t-SNE.</summary>
    [Description("steps of t-SNE, the first quarter of them to form clusters")]
    [Range(1, 100_000)]
    public int Steps { get; init; } = 1000;

    /// <summary>How many nearest neighbours are compared.</summary>
    [Description("nearest neighbours whose bases are compared with a token's own")]
    [Range(1, 1000)]
    public int Neighbours { get; init; } = 10;

    /// <summary>The seed of the draw of tokens.</summary>
    [Description("the seed of the draw of tokens, where there are more than 5,000")]
    public ulong Seed { get; init; } = 1;
}

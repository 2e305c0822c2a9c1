using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Models.Heads;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>embed</c>: one vector for every sequence.</summary>
public sealed record EmbedRecipe : ModelUse
{
    /// <summary>The sequences.</summary>
    [Description("FASTA, .csv/.tsv or one sequence a line; plain or .gz; - for standard input")]
    [Required]
    public string Input { get; init; } = "";

    /// <summary>The array of vectors.</summary>
    [Description("array (N, D) to write, .npy; the ids go beside it, .ids.tsv")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>How hidden states become one vector.</summary>
    [Description("mean over tokens, cls (first token) or max")]
    public Pooling Pooling { get; init; } = Pooling.Mean;
}

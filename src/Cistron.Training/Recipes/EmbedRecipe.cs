using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Models.Heads;
using Cistron.Runs.Recipes;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>embed</c>: one vector for every sequence.</summary>
public sealed record EmbedRecipe : SequenceUse, IValidated
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

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (!Output.EndsWith(".npy", StringComparison.Ordinal))
            yield return ("output", "is an array, written to a file whose name ends in .npy; give such a name");
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>predict</c>: a fine-tuned model on sequences without labels.</summary>
public sealed record PredictRecipe : EnsembleUse, IValidated
{
    /// <summary>The sequences.</summary>
    [Description("FASTA, .csv/.tsv or one sequence a line; plain or .gz; - for standard input")]
    [Required]
    public string Input { get; init; } = "";

    /// <summary>The table of predictions.</summary>
    [Description("table to write (.tsv, .csv, also .gz); - for standard output")]
    public string Output { get; init; } = "-";

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (TextTarget.Overwrites(Output, Input))
            yield return ("output", "is the input file, which would be lost; give another file");
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>interpret bases</c>: a fine-tuned model and sequences whose bases are scored.</summary>
public sealed record BasesRecipe : ImportanceUse, IValidated
{
    /// <summary>The sequences.</summary>
    [Description("FASTA, .csv/.tsv or one sequence a line; plain or .gz")]
    [Required]
    public string Input { get; init; } = "";

    /// <summary>The folder to make.</summary>
    [Description("folder to make: report.html, plots, scores.tsv, scores.npy for sequences of one length, bases.json")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>The label of the rows that are used.</summary>
    [Description("rows of a table to use: those with this label; null: all")]
    public string? Label { get; init; }

    /// <summary>How many sequences the page draws.</summary>
    [Description("sequences that the page draws: those with the highest probability")]
    [Range(0, 100)]
    public int Shown { get; init; } = 6;

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Label is null && LabelColumn is not null)
            yield return ("label_column", "belongs to 'label'; add that, or leave it out");
    }
}

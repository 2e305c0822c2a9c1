using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;

namespace Cistron.Data.Recipes;

/// <summary>The recipe of <c>data inspect</c>: a file to look into.</summary>
public sealed record InspectRecipe : IValidated
{
    /// <summary>The file.</summary>
    [Description("file of sequences, features or variants, plain or .gz; '-' for standard input; "
        + "or a folder with train, dev and test tables")]
    [Required]
    public string Input { get; init; } = "";

    /// <summary>The column of sequences.</summary>
    [Description("column of the sequences; null: found by name")]
    public string? SequenceColumn { get; init; }

    /// <summary>The column of labels.</summary>
    [Description("column of the labels; null: found by name, if there is one")]
    public string? LabelColumn { get; init; }

    /// <summary>The page to write.</summary>
    [Description("page to write with histograms and tables, .html; null: none")]
    public string? Output { get; init; }

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Output is not null && !Output.EndsWith(".html", StringComparison.OrdinalIgnoreCase))
            yield return ("output", "is a page; give a name that ends in .html");
        else if (Output is not null && TextTarget.Overwrites(Output, Input))
            yield return ("output", "is the input file, which would be lost; give another file");
    }
}

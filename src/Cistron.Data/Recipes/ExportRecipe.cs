using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Cistron.Data.Recipes;

/// <summary>The recipe of <c>data export</c>: a prepared dataset in the folder layout that Hugging Face loads.</summary>
public sealed record ExportRecipe : DatasetRecipe
{
    /// <summary>The folder to make.</summary>
    [Description("folder to make: README.md, data/*.csv, SHA256SUMS, dataset.json")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>The name on the card.</summary>
    [Description("name of the dataset on its card; null: the folder's")]
    public string? Title { get; init; }

    /// <summary>Where the sequences come from.</summary>
    [Description("where the sequences and labels come from, for the card")]
    public string? Origin { get; init; }

    /// <summary>The licence of the data.</summary>
    [Description("licence of the data as the card's front matter names it, such as cc-by-4.0")]
    public string? Licence { get; init; }

    /// <inheritdoc />
    public override IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Licence is not null && !Licence.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '+' or '-'))
            yield return ("licence", "is one word in a card's front matter; give an identifier such as cc-by-4.0");
        foreach (var fault in base.Validate())
            yield return fault;
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>interpret mutagenesis</c>: a fine-tuned model, and sequences or variants of a genome.</summary>
public sealed record MutagenesisRecipe : SequenceUse, IValidated
{
    /// <summary>Sequences whose every substitution is scored.</summary>
    [Description("sequences whose every substitution is scored: FASTA, .csv/.tsv or one a line; plain or .gz")]
    public string? Input { get; init; }

    /// <summary>Variants that are scored instead.</summary>
    [Description("or variants to score: VCF, plain or .gz, with 'genome'; substitutions, insertions and deletions")]
    public string? Variants { get; init; }

    /// <summary>The genome of the variants.</summary>
    [Description("the genome of the variants: FASTA, plain or .gz, or .2bit")]
    public string? Genome { get; init; }

    /// <summary>The folder to make.</summary>
    [Description("folder to make: report.html, plots, variants.tsv, mutagenesis.json")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>The column of labels.</summary>
    [Description("column of the labels, for 'label'; null: found by name")]
    public string? LabelColumn { get; init; }

    /// <summary>The label of the rows that are used.</summary>
    [Description("rows of a table to use: those with this label; null: all")]
    public string? Label { get; init; }

    /// <summary>The most sequences that are used.</summary>
    [Description("sequences to use, the first of the file; null: all, 3 L + 1 predictions for L bases")]
    [Range(1, int.MaxValue)]
    public int? Rows { get; init; }

    /// <summary>The class or label whose probability is looked at.</summary>
    [Description("class or label whose probability is looked at; null: the second of two")]
    public string? Class { get; init; }

    /// <summary>Bases of the window around a variant.</summary>
    [Description("bases of the window around a variant; null: as many as the median training sequence of the model")]
    [Range(1, 1 << 20)]
    public int? WindowBases { get; init; }

    /// <summary>The base of a window that a variant begins at.</summary>
    [Description("base of the window that a variant begins at, counted from 0, such as 100 for starts 100 bases into windows; null: variants lie in the middle")]
    [Range(0, 1 << 20)]
    public int? Origin { get; init; }

    /// <summary>How many sequences the page draws.</summary>
    [Description("sequences that the page draws: the first")]
    [Range(0, 100)]
    public int Shown { get; init; } = 6;

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if ((Input is null) == (Variants is null))
            yield return ("input", "or variants is needed, and not both; give sequences, or a VCF file with its genome");
        if ((Variants is null) != (Genome is null))
            yield return ("genome", "belongs to variants, and they to it; give both or neither");
        if (Variants is null && (WindowBases ?? Origin) is not null)
            yield return (WindowBases is null ? "origin" : "window_bases", "belongs to variants; leave it out, sequences are taken as they are");
        if (Variants is not null && (Label is not null || Rows is not null || Long is not null || SequenceColumn is not null))
            yield return ("variants", "stand beside 'label', 'rows', 'long' or 'sequence_column', which belong to input; leave those out");
        if (Label is null && LabelColumn is not null)
            yield return ("label_column", "belongs to 'label'; add that, or leave it out");
    }
}

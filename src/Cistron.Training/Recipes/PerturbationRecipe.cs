using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;
using Cistron.Training.Interpretation;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>interpret perturbation</c>: a fine-tuned model and sequences of one length.</summary>
public sealed record PerturbationRecipe : ModelUse, IValidated
{
    /// <summary>The sequences.</summary>
    [Description("sequences of one length: FASTA, .csv/.tsv or one a line; plain or .gz")]
    [Required]
    public string Input { get; init; } = "";

    /// <summary>The folder to make.</summary>
    [Description("folder to make: report.html, plots, perturbation.tsv, perturbation.json")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>The column of sequences, when the input is a table.</summary>
    [Description("column of the sequences, when the input is a table; null: found by name")]
    public string? SequenceColumn { get; init; }

    /// <summary>The column of labels.</summary>
    [Description("column of the labels, for 'label'; null: found by name")]
    public string? LabelColumn { get; init; }

    /// <summary>The label of the rows that are used.</summary>
    [Description("rows of a table to use: those with this label; null: all")]
    public string? Label { get; init; }

    /// <summary>The most sequences that are used.</summary>
    [Description("sequences to use, drawn with the seed where there are more")]
    [Range(1, 1_000_000)]
    public int Rows { get; init; } = 100;

    /// <summary>The class or label whose probability is looked at.</summary>
    [Description("class or label whose probability is looked at; null: the second of two")]
    public string? Class { get; init; }

    /// <summary>Bases of the replaced windows.</summary>
    [Description("bases of the replaced windows; each width is a line of the map")]
    public IReadOnlyList<int> Widths { get; init; } = [5, 10, 20];

    /// <summary>Bases from one window to the next.</summary>
    [Description("bases from the start of one window to the start of the next")]
    [Range(1, 1 << 20)]
    public int StepBases { get; init; } = 5;

    /// <summary>What the bases of a window are replaced with.</summary>
    [Description("random: uniform bases; shuffle: the window's own bases in another order; n: the letter for any base")]
    public Replacement Replace { get; init; } = Replacement.Random;

    /// <summary>How often each window is replaced.</summary>
    [Description("draws of each window, averaged; with n there is one")]
    [Range(1, 10_000)]
    public int Replicas { get; init; } = 3;

    /// <summary>The base that is shown as 0.</summary>
    [Description("base that the map shows as 0, counted from 0, such as 100 for starts 100 bases into windows; null: the first")]
    [Range(0, int.MaxValue)]
    public int? Origin { get; init; }

    /// <summary>The seed of every random draw.</summary>
    [Description("the seed of every random draw")]
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Widths.Count == 0 || Widths.Any(width => width < 1))
            yield return ("widths", "are numbers of bases, at least one of them and each at least 1, such as [5, 10, 20]");
        if (Widths.Distinct().Count() < Widths.Count)
            yield return ("widths", "name a width twice; give each once");
        if (Label is null && LabelColumn is not null)
            yield return ("label_column", "belongs to 'label'; add that, or leave it out");
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Recipes;

/// <summary>The recipe of <c>data audit</c>: labelled sequences, and how closely they are looked at.</summary>
public sealed record AuditRecipe : DatasetRecipe
{
    /// <summary>Sequences that a language model was or will be pre-trained on.</summary>
    [Description("files of a pre-training corpus, FASTA or tables; how much of the test rows stands in them is told")]
    public IReadOnlyList<string> Corpus { get; init; } = [];

    /// <summary>The least estimated identity of sequences that count as near duplicates.</summary>
    [Description("least estimated identity of near duplicates")]
    [Range(0.5, 1.0)]
    public double MinIdentity { get; init; } = 0.8;

    /// <summary>Whether a sequence and its reverse complement are the same; null: both for dna, forward for rna.</summary>
    [Description("both: a sequence and its reverse complement are the same; null: both for dna, forward for rna")]
    public ComparedStrands? Strands { get; init; }

    /// <summary>Whether the k-mer baseline is fitted under several splits of the same rows.</summary>
    [Description("fit the k-mer baseline on the split as it is, on random splits and on splits by similarity: minutes")]
    public bool Floor { get; init; }

    /// <summary>How many random splits, and how many by similarity, the floor is measured on.</summary>
    [Description("random splits, and splits by similarity, that the floor is measured on")]
    [Range(1, 100)]
    public int FloorSplits { get; init; } = 3;

    /// <summary>Where the page and its numbers are written.</summary>
    [Description("folder for audit.html and audit.json")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>The seed of held-out rows and of the bootstrap.</summary>
    [Description("the seed of every random draw")]
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc />
    public override IEnumerable<(string Key, string Fault)> Validate() => Task?.IsPerBase() != true ? base.Validate()
        : base.Validate().Append(("task", "asks for labels of single bases, and an audit looks at labels of sequences; name a column of those"));
}

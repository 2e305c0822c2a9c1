using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Evaluation.Embeddings;
using Cistron.Models.Heads;
using Cistron.Sequences.Formats;
using Cistron.Training.Verbs;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>embed</c>: one vector for every sequence.</summary>
public sealed record EmbedRecipe : LabelledUse
{
    /// <summary>The file of vectors.</summary>
    [Description("vectors to write: an array (N, D), .npy, with the ids beside it, .ids.tsv; or a table, .csv/.tsv(.gz), ids first")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>How hidden states become one vector.</summary>
    [Description("mean over tokens, cls (first token) or max")]
    public Pooling Pooling { get; init; } = Pooling.Mean;

    /// <summary>The precision of matrix products.</summary>
    [Description("fp32; bf16 or (CUDA alone) fp16: faster where doctor says so, and numbers differ from the third digit on")]
    public Precision Precision { get; init; } = Precision.Fp32;

    /// <summary>The folder of maps to make.</summary>
    [Description("folder to make with maps of the vectors: report.html, plots, map.tsv, map.json; null: none")]
    public string? Report { get; init; }

    /// <summary>The most sequences on the maps.</summary>
    [Description("sequences on the maps, drawn with the seed where there are more")]
    [Range(4, Tsne.MostPoints)]
    public int Mapped { get; init; } = 2000;

    /// <summary>How many neighbours a sequence has in t-SNE.</summary>
    [Description("neighbours of a sequence in t-SNE, in effect; at most a third of those on the maps")]
    [Range(1, 500)]
    public double Perplexity { get; init; } = 30;

    /// <summary>How many nearest neighbours are compared.</summary>
    [Description("nearest neighbours whose labels are compared with a sequence's own")]
    [Range(1, 1000)]
    public int Neighbours { get; init; } = 10;

    /// <summary>The seed of the draw of sequences.</summary>
    [Description("the seed of the draw of sequences on the maps")]
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc />
    public override IEnumerable<(string Key, string Fault)> Validate()
    {
        foreach (var fault in base.Validate())
            yield return fault;
        if (!VectorFile.IsNamedRightly(Output))
            yield return ("output", "is an array or a table, written to a file whose name ends in .npy, .csv or .tsv; give such a name");
        else if (Files.Where(file => !string.IsNullOrWhiteSpace(file)).Any(file => TextTarget.Overwrites(Output, file)
            || (VectorFile.IdsOf(Output) is { } ids && TextTarget.Overwrites(ids, file))))
            yield return ("output", "is an input too, or the ids beside it are, which would be lost; name another file");
    }
}

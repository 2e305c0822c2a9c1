using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Models.Heads;
using Cistron.Sequences.Windows;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>evaluate</c>: a fine-tuned model on a labelled table that it has not seen.</summary>
public sealed record EvaluateRecipe
{
    /// <summary>The model folder.</summary>
    [Description("the model folder of a fine-tuned model")]
    [Required]
    public string Model { get; init; } = "";

    /// <summary>The labelled table.</summary>
    [Description("labelled table, .csv or .tsv, plain or .gz")]
    [Required]
    public string Input { get; init; } = "";

    /// <summary>The column of sequences.</summary>
    [Description("column of the sequences; null: found by name")]
    public string? SequenceColumn { get; init; }

    /// <summary>The column of labels.</summary>
    [Description("column of the labels; null: found by name")]
    public string? LabelColumn { get; init; }

    /// <summary>The table to fit the baseline on.</summary>
    [Description("table to fit the k-mer baseline on, for comparison; null: no baseline")]
    public string? BaselineTrain { get; init; }

    /// <summary>What becomes of long sequences.</summary>
    [Description("sequences beyond the context: keep_start, keep_middle, keep_end, or windows (all, averaged); null: refused")]
    public LongSequenceRule? Long { get; init; }

    /// <summary>Rows of one forward pass.</summary>
    [Description("rows of one forward pass")]
    [Range(1, 1 << 20)]
    public int BatchSize { get; init; } = 64;

    /// <summary>The seed of the bootstrap.</summary>
    [Description("the seed of the bootstrap")]
    public ulong Seed { get; init; } = 1;

    /// <summary>Where the model lives.</summary>
    [Description("auto, cpu, cuda or cuda:N")]
    public string Device { get; init; } = "auto";
}

/// <summary>The recipe of <c>predict</c>: a fine-tuned model on sequences without labels.</summary>
public sealed record PredictRecipe
{
    /// <summary>The model folder.</summary>
    [Description("the model folder of a fine-tuned model")]
    [Required]
    public string Model { get; init; } = "";

    /// <summary>The sequences.</summary>
    [Description("FASTA, .csv/.tsv or one sequence a line; plain or .gz; - for standard input")]
    [Required]
    public string Input { get; init; } = "";

    /// <summary>The table of predictions.</summary>
    [Description("table to write (.tsv, .csv, also .gz); - for standard output")]
    public string Output { get; init; } = "-";

    /// <summary>The column of sequences, when the input is a table.</summary>
    [Description("column of the sequences, when the input is a table; null: found by name")]
    public string? SequenceColumn { get; init; }

    /// <summary>What becomes of long sequences.</summary>
    [Description("sequences beyond the context: keep_start, keep_middle, keep_end, or windows (all, averaged); null: refused")]
    public LongSequenceRule? Long { get; init; }

    /// <summary>Rows of one forward pass.</summary>
    [Description("rows of one forward pass")]
    [Range(1, 1 << 20)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Where the model lives.</summary>
    [Description("auto, cpu, cuda or cuda:N")]
    public string Device { get; init; } = "auto";
}

/// <summary>The recipe of <c>embed</c>: one vector for every sequence.</summary>
public sealed record EmbedRecipe
{
    /// <summary>The model folder.</summary>
    [Description("the model folder of any model")]
    [Required]
    public string Model { get; init; } = "";

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

    /// <summary>The column of sequences, when the input is a table.</summary>
    [Description("column of the sequences, when the input is a table; null: found by name")]
    public string? SequenceColumn { get; init; }

    /// <summary>What becomes of long sequences.</summary>
    [Description("sequences beyond the context: keep_start, keep_middle, keep_end, or windows (all, averaged); null: refused")]
    public LongSequenceRule? Long { get; init; }

    /// <summary>Rows of one forward pass.</summary>
    [Description("rows of one forward pass")]
    [Range(1, 1 << 20)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Where the model lives.</summary>
    [Description("auto, cpu, cuda or cuda:N")]
    public string Device { get; init; } = "auto";
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Sequences.Corpora;
using Cistron.Training.Interpretation.Motifs;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>interpret motifs</c>: a fine-tuned model and a labelled table.</summary>
public sealed record MotifsRecipe : ImportanceUse
{
    /// <summary>The labelled table.</summary>
    [Description("labelled table, .csv or .tsv, plain or .gz: sequences of the class, and others to compare with")]
    [Required]
    public string Input { get; init; } = "";

    /// <summary>The folder to make.</summary>
    [Description("folder to make: report.html with a logo for each motif, plots, motifs.tsv, motifs.meme, motifs.json")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>Whether a stretch and its reverse complement are one.</summary>
    [Description("both: a stretch and its reverse complement are one; forward: they are two; null: as the model's task says")]
    public StrandSampling? Strands { get; init; }

    /// <summary>Bases of the shortest run.</summary>
    [Description("bases of the shortest run of high scores")]
    [Range(2, 1000)]
    public int MinLength { get; init; } = 5;

    /// <summary>How many times the smallest score of a sequence those of a run exceed.</summary>
    [Description("scores of a run exceed the mean of the sequence and this times its smallest score")]
    [Range(0, 1e6)]
    public double MinRatio { get; init; } = 10;

    /// <summary>The largest q-value.</summary>
    [Description("largest q-value (Benjamini-Hochberg) of a stretch")]
    [Range(0, 1)]
    public double FalseDiscoveryRate { get; init; } = 0.005;

    /// <summary>The share of the shorter of two stretches that must match for them to be one motif.</summary>
    [Description("stretches are one motif when this share of the shorter one matches without gaps; DNABERT has 0.5")]
    [Range(0, 1)]
    public double MergeShare { get; init; } = 0.75;

    /// <summary>Bases of a motif.</summary>
    [Description("bases of a motif, round the centre of its strongest stretch")]
    [Range(4, 200)]
    public int WindowBases { get; init; } = 24;

    /// <summary>The fewest instances of a motif.</summary>
    [Description("fewest instances of a motif")]
    [Range(1, int.MaxValue)]
    public int MinInstances { get; init; } = 3;

    /// <summary>The rule that these numbers make.</summary>
    /// <param name="strands">Those of the model's task.</param>
    internal MotifRule Rule(StrandSampling strands) => new(MinLength, MinRatio, FalseDiscoveryRate, MergeShare, WindowBases, MinInstances,
        (Strands ?? strands) == StrandSampling.Both);
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Data.Recipes;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Splitting;

namespace Cistron.Training.Recipes;

/// <summary>Which strands of a genome are scanned.</summary>
public enum ScannedStrands
{
    /// <summary>The strand of the file and its reverse complement.</summary>
    Both,

    /// <summary>The strand of the file.</summary>
    Forward,
}

/// <summary>The recipe of <c>scan</c>: a fine-tuned model on windows all along a genome.</summary>
public sealed record ScanRecipe : ModelUse, IValidated
{
    /// <summary>The genome.</summary>
    [Description("the genome: FASTA, plain or .gz, or .2bit")]
    [Required]
    public string Genome { get; init; } = "";

    /// <summary>The folder to make.</summary>
    [Description("folder to make: forward.bedgraph, reverse.bedgraph, calls.bed, scan.json, report.html")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>The class or label whose probability is written.</summary>
    [Description("class or label whose probability is written; null: the second of two")]
    public string? Class { get; init; }

    /// <summary>Bases of a window.</summary>
    [Description("bases of a window; null: as many as the median training sequence of the model")]
    [Range(1, 1 << 20)]
    public int? WindowBases { get; init; }

    /// <summary>Bases from one window to the next.</summary>
    [Description("bases from the start of one window to the start of the next")]
    [Range(1, 1 << 20)]
    public int StepBases { get; init; } = 10;

    /// <summary>The base of a window that the class marks.</summary>
    [Description("base of a window that the class marks, counted from 0, such as 100 for starts 100 bases into windows; null: the middle")]
    [Range(0, 1 << 20)]
    public int? Origin { get; init; }

    /// <summary>Which strands are scanned.</summary>
    [Description("both, or forward")]
    public ScannedStrands Strands { get; init; } = ScannedStrands.Both;

    /// <summary>From which probability on windows are called.</summary>
    [Description("probability from which on windows are called")]
    [Range(0, 1)]
    public double Threshold { get; init; } = 0.5;

    /// <summary>The largest share of letters such as N.</summary>
    [Description("windows with a larger share of ambiguous letters get no value, and are counted")]
    [Range(0, 1)]
    public double MaxAmbiguousShare { get; init; } = 0.1;

    /// <summary>The stretch that the report shows.</summary>
    [Description("stretch that the report shows, 'chr1:5000-15000', 0-based half-open; null: around the best call")]
    public string? Region { get; init; }

    /// <summary>Features to compare the calls with.</summary>
    [Description("features whose starts the class marks, to compare with: BED, GFF3, GenBank, or a table; null: none")]
    public string? Annotation { get; init; }

    /// <summary>How far a call may lie from a start.</summary>
    [Description("most bases between the peak of a call and the start that it is right for")]
    [Range(0, 1 << 20)]
    public int Tolerance { get; init; } = 15;

    /// <summary>Which of them are compared with.</summary>
    public FeatureRecipe Features { get; init; } = new();

    /// <summary>The strands, the forward one first.</summary>
    internal IReadOnlyList<Strand> ReadStrands => Strands == ScannedStrands.Both ? [Strand.Forward, Strand.Reverse] : [Strand.Forward];

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Region is not null && !IsRegion(Region))
            yield return ("region", $"is '{Region}', which names no stretch; write chr8:1000-2000 with an end after the start");
        if (Annotation is null && (Features.Type is not null || Features.Where.Count > 0))
            yield return ("features", "belongs to an annotation; give 'annotation', or leave it out");
        if (Annotation == "-" && Genome == "-")
            yield return ("annotation", "and genome are both standard input; give a file for one of them");
    }

    private static bool IsRegion(string text)
    {
        try
        {
            return PartRegions.Region(text).Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Sequences.Labelling;

namespace Cistron.Data.Recipes;

/// <summary>Where <c>data windows</c> takes windows of label 0 from.</summary>
public enum NegativeSource
{
    /// <summary>There are none.</summary>
    None,

    /// <summary><see cref="InsideFeatures"/>.</summary>
    Inside,

    /// <summary><see cref="RandomIntergenic"/>.</summary>
    Intergenic,

    /// <summary><see cref="Sequences.Labelling.MatchedGc"/>.</summary>
    MatchedGc,

    /// <summary><see cref="ShuffledPositive"/>.</summary>
    DinucleotideShuffle,
}

/// <summary>The recipe of <c>data windows</c>: genome and annotation in, a table of labelled windows out.</summary>
public sealed record WindowsRecipe : IValidated
{
    /// <summary>The genome.</summary>
    [Description("FASTA files of the genome, plain or .gz, or .2bit")]
    [Required]
    public IReadOnlyList<string> Genome { get; init; } = [];

    /// <summary>The features.</summary>
    [Description("features: GFF3, GenBank, BED, or a table with start, end and strand; plain or .gz")]
    [Required]
    public string Annotation { get; init; } = "";

    /// <summary>The table to write.</summary>
    [Description("table to write: .csv or .tsv, also .gz; a manifest goes beside it, .json")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>Which features get a window of label 1.</summary>
    public FeatureRecipe Features { get; init; } = new();

    /// <summary>The point that windows are laid around.</summary>
    [Description("point of a feature that windows are laid around, on its strand: start, middle or end")]
    public WindowAnchor Anchor { get; init; } = WindowAnchor.Start;

    /// <summary>Bases before the point.</summary>
    [Description("bases of a window before the point")]
    [Range(0, WindowRule.MostBases)]
    public int Upstream { get; init; } = 100;

    /// <summary>Bases from the point on.</summary>
    [Description("bases of a window from the point on")]
    [Range(0, WindowRule.MostBases)]
    public int Downstream { get; init; } = 100;

    /// <summary>Where windows of label 0 come from.</summary>
    public NegativesRecipe Negatives { get; init; } = new();

    /// <summary>The largest share of letters such as N.</summary>
    [Description("windows with a larger share of ambiguous letters are dropped, and counted")]
    [Range(0, 1)]
    public double MaxAmbiguousShare { get; init; }

    /// <summary>The seed of every random draw.</summary>
    [Description("the seed of every random draw")]
    public ulong Seed { get; init; } = 1;

    /// <summary>The rule that these keys say.</summary>
    public WindowRule Rule => new(Anchor, Upstream, Downstream)
    {
        FeatureType = Features.Type,
        Filters = [.. Features.Where.Select(pair => new AttributeFilter(pair.Key, pair.Value))],
        Negatives = Negatives.Rules,
        MaxAmbiguousShare = MaxAmbiguousShare,
    };

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if ((long)Upstream + Downstream is < 1 or > WindowRule.MostBases)
            yield return ("downstream", $"and upstream make a window of {(long)Upstream + Downstream} bases; a window has 1 to {WindowRule.MostBases}");
        if (TableDelimiter.ByExtension(Output) is null)
            yield return ("output", "is a table; give a name that ends in .csv or .tsv, with or without .gz");
        if (Genome.Append(Annotation).Any(path => TextTarget.Overwrites(Output, path)))
            yield return ("output", "is one of the files that are read, which would be lost; give another file");
    }
}

/// <summary>The section <c>features</c>: which ones get a window of label 1.</summary>
public sealed record FeatureRecipe
{
    /// <summary>Their type.</summary>
    [Description("type of the features, such as CDS; null: all")]
    public string? Type { get; init; }

    /// <summary>What else they must be.</summary>
    [Description("attributes that a feature must have: {gene_biotype: protein_coding}")]
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();
}

/// <summary>The section <c>negatives</c>: where windows of label 0 come from.</summary>
public sealed record NegativesRecipe : IValidated
{
    /// <summary>The source.</summary>
    [Description("inside: drawn within the features; intergenic: off all features; matched_gc: anywhere, like GC; "
        + "dinucleotide_shuffle: the positives shuffled; none")]
    public NegativeSource From { get; init; } = NegativeSource.Inside;

    /// <summary>How many.</summary>
    [Description("how many for each feature or positive window")]
    [Range(1, NegativeRule.MostWindows)]
    public int Count { get; init; } = 1;

    /// <summary>The distance that is kept.</summary>
    [Description("bases that a window stays off both ends of its feature (inside), or off every feature (intergenic)")]
    [Range(0, int.MaxValue)]
    public int Margin { get; init; }

    /// <summary>The largest difference in GC.</summary>
    [Description("largest difference in GC content, for matched_gc")]
    [Range(0, 1)]
    public double Tolerance { get; init; } = 0.02;

    /// <summary>The rules that these keys say.</summary>
    internal IReadOnlyList<NegativeRule> Rules => From switch
    {
        NegativeSource.Inside => [new InsideFeatures(Margin, Count)],
        NegativeSource.Intergenic => [new RandomIntergenic(Margin, Count)],
        NegativeSource.MatchedGc => [new MatchedGc(Tolerance, Count)],
        NegativeSource.DinucleotideShuffle => [new ShuffledPositive(Count)],
        _ => [],
    };

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Margin > 0 && From is not (NegativeSource.Inside or NegativeSource.Intergenic))
            yield return ("margin", "has no meaning for windows from this source; leave it out");
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Splitting;

namespace Cistron.Data.Recipes;

/// <summary>By what <c>data split</c> decides which rows stay together.</summary>
public enum SplitRule
{
    /// <summary>Rows that are alike, on either strand, are in one part.</summary>
    Similarity,

    /// <summary>Every row is drawn by itself, with all classes in proportion.</summary>
    Stratified,

    /// <summary>Every row is drawn by itself.</summary>
    Random,

    /// <summary>Rows with the same word in a column are in one part.</summary>
    Group,

    /// <summary>Rows are where their place in the genome says.</summary>
    Location,
}

/// <summary>The recipe of <c>data split</c>: one labelled table in, train, dev and test tables out.</summary>
public sealed record SplitRecipe : IValidated
{
    /// <summary>The labelled table.</summary>
    [Description("labelled table, .csv, .tsv or .jsonl, plain or .gz")]
    public string? Input { get; init; }

    /// <summary>FASTA files by class, in place of a table.</summary>
    [Description("FASTA file of each class, in place of a table: {promoter: a.fa.gz, other: b.fa.gz}")]
    public IReadOnlyDictionary<string, string> Classes { get; init; } = new Dictionary<string, string>();

    /// <summary>The column of sequences.</summary>
    [Description("column of the sequences; null: found by name")]
    public string? SequenceColumn { get; init; }

    /// <summary>The column of labels.</summary>
    [Description("column of the labels; null: found by name")]
    public string? LabelColumn { get; init; }

    /// <summary>The letters of the sequences.</summary>
    [Description("dna or rna")]
    public NucleicAlphabet Alphabet { get; init; } = NucleicAlphabet.Dna;

    /// <summary>The folder to make.</summary>
    [Description("folder to make: train, dev and test .csv, dataset.json")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>What decides.</summary>
    [Description("similarity: alike rows stay together; stratified or random: row by row; group: by a column; location: by place")]
    public SplitRule By { get; init; } = SplitRule.Similarity;

    /// <summary>The parts and the share of the rows that each shall get; not for a split by location.</summary>
    [Description("parts and their shares of the rows; for location: see regions")]
    public IReadOnlyDictionary<string, double> Shares { get; init; } =
        new Dictionary<string, double> { ["train"] = 0.8, ["dev"] = 0.1, ["test"] = 0.1 };

    /// <summary>From which identity on two rows are alike.</summary>
    [Description("estimated identity from which on two rows are alike, for similarity and drop_alike")]
    [Range(0.5, 1.0)]
    public double MinIdentity { get; init; } = 0.8;

    /// <summary>The column of groups.</summary>
    [Description("column whose equal words stay together, for by=group")]
    public string? GroupColumn { get; init; }

    /// <summary>The parts of a split by location.</summary>
    [Description("for by=location, the places of each part: {train: [chr1, chr2], test: ['chr3:0-500000']}, 0-based half-open")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Regions { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Whether rows of earlier parts give way to rows of later ones that they are alike.</summary>
    [Description("drop rows of train that are alike a row of dev or test, and rows of dev that are alike a row of test")]
    public bool DropAlike { get; init; }

    /// <summary>Sizes of nested subsets of train.</summary>
    [Description("sizes of nested subsets of train, each with all classes in proportion: [20, 100, 500] writes train-20.csv …")]
    public IReadOnlyList<int> Subsets { get; init; } = [];

    /// <summary>The seed of every random draw.</summary>
    [Description("the seed of every random draw")]
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Input is null && Classes.Count == 0)
            yield return ("input", "is missing; give a labelled table, or 'classes'");
        if (Input is not null && Classes.Count > 0)
            yield return ("input", "stands beside 'classes'; give one of them");
        if (Input == "-")
            yield return ("input", "is read twice, which standard input cannot be; give a file");
        if (Classes.Count == 1)
            yield return ("classes", "has one class; give at least two");
        if (By == SplitRule.Group && GroupColumn is null)
            yield return ("group_column", "is missing; name the column whose equal words stay together");
        if (By != SplitRule.Group && GroupColumn is not null)
            yield return ("group_column", "belongs to by=group; add that, or leave it out");
        if (By == SplitRule.Location && Regions.Count < 2)
            yield return ("regions", "are the parts of a split by location, at least two: {train: [chr1], test: ['chr2:0-5000']}");
        if (By != SplitRule.Location && Regions.Count > 0)
            yield return ("regions", "belong to by=location; add that, or leave them out");
        if (RegionFault() is { } fault)
            yield return ("regions", fault);
        if (Shares.Count < 2 || Shares.Values.Any(share => share is not > 0) || Math.Abs(Shares.Values.Sum() - 1) > 1e-6)
            yield return ("shares", "are at least two positive numbers with the sum 1, such as {train: 0.8, dev: 0.1, test: 0.1}");
        if (Shares.Keys.Concat(Regions.Keys).FirstOrDefault(part => !IsName(part)) is { } bad)
            yield return (Shares.ContainsKey(bad) ? "shares" : "regions", $"names a part '{bad}', which becomes a file; use letters, digits and hyphens");
        if (Subsets.Any(size => size < 2))
            yield return ("subsets", "are numbers of rows, at least 2");
    }

    // What makes the regions unusable as they are written, before any table is read.
    private string? RegionFault()
    {
        var all = new List<(string Part, Interval Region)>();
        foreach (var (part, regions) in Regions)
            foreach (string text in regions)
            {
                Interval region;
                try
                {
                    region = PartRegions.Region(text);
                }
                catch (ArgumentException)
                {
                    return $"hold '{text}', which names no region; write chr8, or chr8:1000-2000 with an end after the start";
                }
                if (all.FirstOrDefault(other => other.Part != part && other.Region.Overlaps(region)) is { Part: not null } other)
                    return $"of {other.Part} and {part} overlap in '{text}'; a place belongs to one part";
                all.Add((part, region));
            }
        return null;
    }

    private static bool IsName(string part) =>
        part.Length is > 0 and <= 40 && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Reads;

namespace Cistron.Data.Recipes;

/// <summary>What <c>data reads</c> keeps together when it makes parts.</summary>
public enum ReadSplit
{
    /// <summary>All reads of a sequence are in one part.</summary>
    Sequence,

    /// <summary>Every read is drawn by itself, so that reads of one sequence are in several parts.</summary>
    Read,
}

/// <summary>The recipe of <c>data reads</c>: named sequences in, simulated reads with their labels out.</summary>
public sealed record ReadsRecipe : IValidated
{
    /// <summary>The sequences.</summary>
    [Description("FASTA file of the sequences, plain or .gz")]
    [Required]
    public string Input { get; init; } = "";

    /// <summary>The folder to make.</summary>
    [Description("folder to make: train, dev and test .csv, dataset.json")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>The word of a header that is the label.</summary>
    [Description("word of the header that is the label, 1 for the name itself; null: the last")]
    [Range(1, 1000)]
    public int? LabelWord { get; init; }

    /// <inheritdoc cref="ReadRule.ReadsOfSequence"/>
    [Description("reads of each sequence")]
    [Range(1, 1_000_000)]
    public int ReadsOfSequence { get; init; } = new ReadRule().ReadsOfSequence;

    /// <inheritdoc cref="ReadRule.MinBases"/>
    [Description("fewest bases of a read")]
    [Range(1, 1_000_000)]
    public int MinBases { get; init; } = new ReadRule().MinBases;

    /// <inheritdoc cref="ReadRule.MaxBases"/>
    [Description("most bases of a read; lengths in between are equally likely")]
    [Range(1, 1_000_000)]
    public int MaxBases { get; init; } = new ReadRule().MaxBases;

    /// <inheritdoc cref="ReadRule.ErrorRate"/>
    [Description("probability that a base is replaced by one of the three others")]
    [Range(0.0, 1.0)]
    public double ErrorRate { get; init; } = new ReadRule().ErrorRate;

    /// <inheritdoc cref="ReadRule.Strands"/>
    [Description("forward, or both with probability one half")]
    public StrandSampling Strands { get; init; } = StrandSampling.Forward;

    /// <summary>The primer before an amplicon, on the strand of the file.</summary>
    [Description("primer in IUPAC letters behind which reads begin (amplicon); null: anywhere (shotgun)")]
    public string? ForwardPrimer { get; init; }

    /// <summary>The primer behind an amplicon, on the other strand.</summary>
    [Description("primer of the other strand, 5' to 3'")]
    public string? ReversePrimer { get; init; }

    /// <summary>Letters of a primer that may fail to bind.</summary>
    [Description("letters of a primer that may fail to bind")]
    [Range(0, 10)]
    public int PrimerMismatches { get; init; } = 2;

    /// <summary>What stays together.</summary>
    [Description("sequence: all reads of a sequence are in one part; read: each is drawn by itself, which leaks")]
    public ReadSplit By { get; init; } = ReadSplit.Sequence;

    /// <summary>The parts and the share that each gets of the sequences, or of the reads.</summary>
    [Description("parts and their shares, every label in proportion")]
    public IReadOnlyDictionary<string, double> Shares { get; init; } =
        new Dictionary<string, double> { ["train"] = 0.8, ["dev"] = 0.1, ["test"] = 0.1 };

    /// <summary>The seed of every random draw.</summary>
    [Description("the seed of every random draw")]
    public ulong Seed { get; init; } = 1;

    /// <summary>How reads are drawn.</summary>
    internal ReadRule Rule => new()
    {
        ReadsOfSequence = ReadsOfSequence,
        MinBases = MinBases,
        MaxBases = MaxBases,
        ErrorRate = ErrorRate,
        Strands = Strands,
        Primers = ForwardPrimer is null ? null
            : (new Primer(ForwardPrimer, PrimerMismatches), new Primer(ReversePrimer!, PrimerMismatches)),
    };

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (MaxBases < MinBases)
            yield return ("max_bases", $"is {MaxBases}, less than min_bases, which is {MinBases}; exchange the two");
        if (ForwardPrimer is null != ReversePrimer is null)
            yield return (ForwardPrimer is null ? "forward_primer" : "reverse_primer", "is missing; an amplicon lies between two primers");
        foreach (var (key, letters) in new[] { ("forward_primer", ForwardPrimer), ("reverse_primer", ReversePrimer) })
            if (letters is not null && PrimerFault(letters) is { } fault)
                yield return (key, fault);
        if (Shares.Count < 2 || Shares.Values.Any(share => share is not > 0) || Math.Abs(Shares.Values.Sum() - 1) > 1e-6
            || !Shares.ContainsKey("train") || Shares.Keys.Any(part => part is not ("train" or "dev" or "test")))
            yield return ("shares", "are positive numbers for train and dev or test with the sum 1, such as {train: 0.8, dev: 0.1, test: 0.1}");
    }

    private string? PrimerFault(string letters)
    {
        try
        {
            _ = new Primer(letters, PrimerMismatches);
            return null;
        }
        catch (ArgumentException)
        {
            return $"is '{letters}'; write a primer of more than {PrimerMismatches} letters in upper-case IUPAC letters, such as CCTACGGGNGGCWGCAG";
        }
    }
}

using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Inspection;
using Cistron.Sequences.Variants;

namespace Cistron.Data.Reports;

/// <summary>
/// What is in a file, in named facts of a line each. They quote the file, whose control characters become question marks.
/// </summary>
public static class InspectionFacts
{
    private const int MostNames = 6;
    private const int MostLetters = 8;

    /// <summary>The facts, the most general first.</summary>
    public static IEnumerable<(string Term, string Meaning)> Of(FileInspection inspection)
    {
        yield return ("file", $"{Format(inspection)}{inspection.Compression switch
        {
            Compression.Gzip => ", packed with gzip",
            Compression.BlockGzip => ", packed with gzip in blocks (BGZF)",
            _ => "",
        }}");
        IEnumerable<(string Term, string Meaning)> facts = inspection switch
        {
            { Sequences: { } sequences } => Of(sequences),
            { Features: { } features } => Of(features),
            { Genome: { } genome } => Of(genome),
            { Variants: { } variants } => Of(variants),
            _ => [],
        };
        foreach (var (term, meaning) in facts)
            yield return (term, Printable(meaning));
    }

    /// <summary>A file's own words, safe to print on a terminal.</summary>
    public static string Printable(string words) =>
        string.Concat(words.Select(letter => char.IsControl(letter) ? '?' : letter));

    /// <summary>A letter as people write it; one that cannot be seen by its code.</summary>
    internal static string Letter(char letter) => letter is > ' ' and <= '~' ? $"{letter}" : $"0x{(int)letter:X2}";

    private static string Format(FileInspection inspection) => inspection switch
    {
        { Sequences: { } sequences } => sequences.Layout switch
        {
            SequenceLayout.Fasta => "FASTA",
            SequenceLayout.Fastq => "FASTQ",
            SequenceLayout.Table => "table of sequences",
            SequenceLayout.JsonLines => "JSON lines",
            _ => "one sequence a line",
        },
        { Features: { } features } => features.Format switch
        {
            AnnotationFormat.Bed => "BED",
            AnnotationFormat.Gff3 => "GFF3",
            AnnotationFormat.GenBank => "GenBank",
            _ => "table of features",
        },
        { Genome: not null } => "2bit, a packed genome",
        _ => "VCF",
    };

    private static IEnumerable<(string, string)> Of(SequenceSummary sequences)
    {
        string column = sequences.SequenceColumn is { } name ? $" from column '{name}'" : "";
        string kmers = sequences.Kmers is { } shape ? $", joined from {shape}" : "";
        yield return ("sequences", $"{ReportText.Count(sequences.Records)}{column}, {Count(sequences.Bases, Unit(sequences))}{kmers}"
            + (sequences.Empty > 0 ? $"; {ReportText.Count(sequences.Empty)} of them empty" : ""));
        if (sequences.Columns.Count > 0)
            yield return ("columns", Joined(sequences.Columns, sequences.Columns.Count));
        yield return ("lengths", Lengths(sequences.Lengths));
        if (sequences.Bases > 0)
        {
            yield return ("letters", $"{(sequences.Alphabet is { } alphabet ? $"{alphabet.Name}: " : "")}{Letters(sequences.Letters)}");
            yield return ("duplicates", Duplicates(sequences.Duplicates));
        }
        if (sequences.Gc is { } gc)
            yield return ("GC", $"median {ReportText.Percent(gc.Median)}"
                + (gc.Numbers.Count > 1
                    ? $"; half of the sequences from {ReportText.Percent(gc.Quantile25)} to {ReportText.Percent(gc.Quantile75)}" : ""));
        if (sequences.Labels is { } labels)
        {
            yield return ("labels", $"column '{labels.Column}'; "
                + (labels.Missing > 0 ? $"{ReportText.Count(labels.Labelled)} of {ReportText.Count(sequences.Records)}" : "all")
                + " sequences have one");
            yield return ("task", labels.Task?.Explain() ?? $"none: {labels.Problem?.TrimEnd('.')}");
        }
    }

    private static IEnumerable<(string, string)> Of(FeatureSummary features)
    {
        yield return ("features", ReportText.Count(features.Features)
            + (features.Joined > 0 ? $"; {ReportText.Count(features.Joined)} of them in several parts" : "")
            + (features.RemoteParts > 0 ? $"; {Count(features.RemoteParts, "part")} on other entries left out" : ""));
        if (features.Types.Different > 0)
            yield return ("types", Names(features.Types));
        yield return ("strands", string.Join(", ", features.Strands.Where(pair => pair.Value > 0).Select(pair =>
            $"{ReportText.Count(pair.Value)} {Strand(pair.Key)}")));
        yield return ("sequences", features.Sequences.Different > 0 ? Names(features.Sequences) : "not named");
        yield return ("lengths", Lengths(features.Lengths));
        yield return ("coordinates", features.CountsFrom == 0
            ? "count from 0, the end is the base after the last" : "count from 1, the end is the last base; read as from 0, half-open");
        if (features.Bases > 0)
            yield return ("bases", $"{ReportText.Count(features.Bases)} in the entries' own sequences");
    }

    private static IEnumerable<(string, string)> Of(GenomeSummary genome) =>
    [
        ("sequences", $"{ReportText.Count(genome.Sequences)}, {Count(genome.Bases, "base")}"),
        ("lengths", Lengths(genome.Lengths)),
        .. genome.Bases > 0 ? new[] { ("letters", Letters(genome.Letters)) } : [],
    ];

    private static IEnumerable<(string, string)> Of(VariantSummary variants)
    {
        yield return ("variants", $"{ReportText.Count(variants.Variants.Values.Sum())} in {Count(variants.Records, "line")}");
        foreach (var (kind, count) in variants.Variants.Where(pair => pair.Value > 0))
            yield return (Kind(kind), ReportText.Count(count));
        if (variants.Skipped.Total > 0)
            yield return ("left out", $"{Count(variants.Skipped.Total, "allele")} of unknown bases: {variants.Skipped.Explain()}");
        yield return ("samples", variants.Samples > 0 ? ReportText.Count(variants.Samples) : "none");
        if (variants.Contigs.Count > 0)
            yield return ("contigs", $"{ReportText.Count(variants.Contigs.Count)} in the header: {Joined(variants.Contigs.Select(contig => contig.Name), variants.Contigs.Count)}");
        yield return ("coordinates", "count from 1");
    }

    /// <summary>What a kind of variant is called.</summary>
    internal static string Kind(VariantKind kind) => kind switch
    {
        VariantKind.SingleNucleotide => "single nucleotides",
        VariantKind.MultiNucleotide => "multiple nucleotides",
        VariantKind.Insertion => "insertions",
        VariantKind.Deletion => "deletions",
        _ => "deletion-insertions",
    };

    /// <summary>What a strand is called.</summary>
    internal static string Strand(Strand strand) => strand switch
    {
        Sequences.Coordinates.Strand.Forward => "forward",
        Sequences.Coordinates.Strand.Reverse => "reverse",
        _ => "without a strand",
    };

    /// <summary>What a letter of the sequences is called.</summary>
    internal static string Unit(SequenceSummary sequences) => sequences.Alphabet switch
    {
        null => "letter",
        { IsNucleic: true } => "base",
        _ => "residue",
    };

    /// <summary>A share in percent; one that would be written as 0 and is not, as under a tenth.</summary>
    internal static string Share(double share) => share is > 0 and < 0.0005 ? "under 0.1 %" : ReportText.Percent(share);

    private static string Lengths(Distribution lengths) => lengths.Numbers.Min == lengths.Numbers.Max
        ? $"all {ReportText.Count(lengths.Numbers.Min)}"
        : $"from {ReportText.Count(lengths.Numbers.Min)} to {ReportText.Count(lengths.Numbers.Max)}, "
            + $"median {ReportText.Count(lengths.Median)}; 95 % have at most {ReportText.Count(lengths.Quantile95)}";

    private static string Letters(LetterSummary letters)
    {
        long all = letters.Letters.Sum(letter => letter.Count);
        string words = string.Join(", ", letters.Letters.Take(MostLetters)
            .Select(letter => $"{Letter(letter.Letter)} {Share((double)letter.Count / all)}"));
        string more = letters.Letters.Count > MostLetters ? $", and {ReportText.Count(letters.Letters.Count - MostLetters)} more" : "";
        return words + more
            + (letters.LowerCase > 0 ? $"; {Share((double)letters.LowerCase / all)} lower case" : "")
            + (letters.Ambiguous > 0 ? $"; {ReportText.Count(letters.Ambiguous)} ambiguous" : "")
            + (letters.Foreign > 0 ? $"; {ReportText.Count(letters.Foreign)} in no alphabet" : "");
    }

    private static string Duplicates(DuplicateSummary duplicates) => (duplicates.Repeated == 0
            ? "no sequence repeats an earlier one"
            : $"{ReportText.Count(duplicates.Repeated)} repeat{(duplicates.Repeated == 1 ? "s" : "")} an earlier sequence ({Share(duplicates.Share)})")
        + (duplicates.IsCut ? "; of so many sequences, only the first two million are compared with" : "");

    private static string Names(NameSummary names) => $"{ReportText.Count(names.Different)}{(names.IsCut ? " and more" : "")}: "
        + Joined(names.MostFrequent.Select(name => $"{name.Name} {ReportText.Count(name.Count)}"), names.Different);

    private static string Joined(IEnumerable<string> names, int all) =>
        string.Join(", ", names.Take(MostNames)) + (all > MostNames ? $", and {ReportText.Count(all - MostNames)} more" : "");

    private static string Count(long count, string unit) => $"{ReportText.Count(count)} {unit}{(count == 1 ? "" : "s")}";
}

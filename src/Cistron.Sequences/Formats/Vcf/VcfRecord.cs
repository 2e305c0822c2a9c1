using System.Text;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Variants;

namespace Cistron.Sequences.Formats.Vcf;

/// <summary>One line of a VCF file; a field written <c>.</c> in the file is empty here.</summary>
/// <param name="Contig">The contig, <c>CHROM</c>.</param>
/// <param name="Start">The 0-based place of the first reference base: <c>POS</c> less one; -1 at a telomere.</param>
/// <param name="Id">Its identifiers, joined by <c>;</c>.</param>
/// <param name="Reference">The reference bases, <c>REF</c>, raised to upper case.</param>
/// <param name="Alternatives">The alternative alleles as they stand in <c>ALT</c>.</param>
/// <param name="Quality">The Phred score that there is a variant at all, <c>QUAL</c>; null when missing.</param>
/// <param name="Filters"><c>PASS</c> alone, or the filters that failed; none when filters were not applied.</param>
/// <param name="Info">The <c>INFO</c> column as it stands; see <see cref="InfoEntries"/>.</param>
/// <param name="Genotypes">The <c>FORMAT</c> column and those of the samples as they stand, with their tabs.</param>
/// <param name="Line">The 1-based line.</param>
public sealed record VcfRecord(
    string Contig,
    long Start,
    string Id,
    byte[] Reference,
    IReadOnlyList<string> Alternatives,
    double? Quality,
    IReadOnlyList<string> Filters,
    string Info,
    string Genotypes,
    long Line)
{
    /// <summary>
    /// The keys of the <c>INFO</c> column with their values in the order of the file; a flag has null for a value.
    /// Characters that are written as <c>%3A</c> and the like stay so.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string?>> InfoEntries =>
    [
        .. Info.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('=', 2)).Select(
            parts => KeyValuePair.Create(parts[0], parts.Length > 1 ? parts[1] : null)),
    ];

    /// <summary>
    /// The variants of the record, one for each alternative allele that is written as bases, on the forward strand and
    /// not trimmed. The others are counted in <paramref name="skipped"/>.
    /// </summary>
    public IReadOnlyList<Variant> Variants(SkippedAlleles skipped)
    {
        var interval = new Interval(Contig, Start, Start + Reference.Length, Strand.Forward);
        List<Variant> variants = [];
        foreach (string alternative in Alternatives)
        {
            AlleleKind kind = KindOf(alternative);
            if (kind == AlleleKind.Bases)
                variants.Add(new Variant(interval, Reference, Bases(alternative)));
            else
                skipped.Add(kind);
        }
        return variants;
    }

    private AlleleKind KindOf(string alternative)
    {
        if (alternative is ['<', ..])
            return AlleleKind.Symbolic;
        if (alternative == "*")
            return AlleleKind.SpanningDeletion;
        if (alternative.AsSpan().ContainsAny("[]."))
            return AlleleKind.Breakend;
        if (Start < 0)
            return AlleleKind.Telomere;
        return Reference.AsSpan().SequenceEqual(Bases(alternative)) ? AlleleKind.Unchanged : AlleleKind.Bases;
    }

    private static byte[] Bases(string alternative) => Encoding.ASCII.GetBytes(alternative.ToUpperInvariant());
}

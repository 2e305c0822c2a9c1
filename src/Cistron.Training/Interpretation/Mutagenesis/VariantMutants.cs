using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Vcf;
using Cistron.Sequences.Labelling;
using Cistron.Sequences.Variants;

namespace Cistron.Training.Interpretation.Mutagenesis;

/// <summary>
/// The variants of a VCF file as windows of a genome, streamed: of each record the reference first, then each allele. All
/// windows have as many bases, from the same one on: what a deletion takes comes in from behind, what an insertion adds goes
/// out there.
/// </summary>
/// <param name="genome">The genome, which stays open.</param>
/// <param name="windowBases">Bases of a window.</param>
/// <param name="origin">The base of a window that is a variant's first, counted from 0; null: variants lie in the middle.</param>
public sealed class VariantMutants(Genome genome, int windowBases, int? origin)
{
    /// <summary>Alleles that are no variants of known bases.</summary>
    public SkippedAlleles Skipped { get; } = new();

    /// <summary>Alleles on contigs that the genome does not have.</summary>
    public long Elsewhere { get; private set; }

    /// <summary>Alleles with more bases than a window.</summary>
    public long TooLong { get; private set; }

    /// <summary>The windows of all records, in the order of the file.</summary>
    /// <exception cref="InputException">While reading: a record is wrong, or was made on another genome.</exception>
    public IEnumerable<Mutant> Read(VcfReader vcf)
    {
        foreach (VcfRecord record in vcf.Read())
        {
            IReadOnlyList<Variant> variants = record.Variants(Skipped);
            if (variants.Count == 0)
                continue;
            if (genome.LengthOf(record.Contig) is not { } contigBases)
            {
                Elsewhere += variants.Count;
                continue;
            }
            Interval stretch = variants[0].Interval;
            byte[] found = genome.Read(stretch with { Start = Math.Min(stretch.Start, contigBases), End = Math.Min(stretch.End, contigBases) });
            if (ReferenceCheck.Fault(variants[0], found, vcf.File, record.Line) is { } fault)
                throw fault;
            // The reference bases of a record are those of all its alleles, and so is the window.
            Interval? window = Window(variants[0], contigBases);
            Variant[] fitting = [.. variants.Where(variant => window is not null && variant.Alternative.Length <= windowBases)];
            TooLong += variants.Count - fitting.Length;
            if (fitting.Length == 0)
                continue;
            yield return new Mutant(record.Contig, record.Id, record.Start, record.Reference, null, genome.Read(window!.Value));
            foreach (Variant variant in fitting)
                yield return new Mutant(record.Contig, record.Id, record.Start, record.Reference, variant.Alternative,
                    With(variant, window.Value, contigBases));
        }
    }

    // Null where the reference bases do not fit.
    private Interval? Window(Variant variant, long contigBases) =>
        origin is { } place ? VariantWindow.At(variant, windowBases, place, contigBases)
        : variant.Reference.Length <= windowBases ? VariantWindow.Around(variant, windowBases, contigBases)
        : null;

    // From the same base on as the reference, so that tokens before the variant are the same; at the end of a contig there may
    // be fewer bases.
    private byte[] With(Variant variant, Interval window, long contigBases)
    {
        int lost = Math.Max(0, variant.Reference.Length - variant.Alternative.Length);
        window = window with { End = Math.Min(contigBases, window.End + lost) };
        byte[] bases = VariantWindow.Apply(genome.Read(window), window, variant);
        return bases.Length <= windowBases ? bases : bases[..windowBases];
    }
}

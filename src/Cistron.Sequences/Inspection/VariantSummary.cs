using Cistron.Sequences.Formats.Vcf;
using Cistron.Sequences.Variants;

namespace Cistron.Sequences.Inspection;

/// <summary>The variants of a file.</summary>
/// <param name="Records">The lines after the header.</param>
/// <param name="Variants">How many variants there are of each kind.</param>
/// <param name="Skipped">The alleles that are no variants of known bases.</param>
/// <param name="Contigs">The contigs that the header declares.</param>
/// <param name="Samples">How many samples have genotypes.</param>
public sealed record VariantSummary(
    long Records,
    IReadOnlyDictionary<VariantKind, long> Variants,
    SkippedAlleles Skipped,
    IReadOnlyList<VcfContig> Contigs,
    int Samples)
{
    /// <param name="reader">The file, which is read to its end.</param>
    /// <param name="counted">Is told after each line how many were read.</param>
    internal static VariantSummary Of(VcfReader reader, Action<long>? counted)
    {
        long records = 0;
        var skipped = new SkippedAlleles();
        Dictionary<VariantKind, long> kinds = Enum.GetValues<VariantKind>().ToDictionary(kind => kind, _ => 0L);
        foreach (VcfRecord record in reader.Read())
        {
            records++;
            foreach (Variant variant in record.Variants(skipped))
                kinds[variant.Kind]++;
            counted?.Invoke(records);
        }
        return new VariantSummary(records, kinds, skipped, reader.Header.Contigs, reader.Header.Samples?.Count ?? 0);
    }
}

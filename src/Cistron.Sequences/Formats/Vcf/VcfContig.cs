namespace Cistron.Sequences.Formats.Vcf;

/// <summary>A contig that a VCF header declares.</summary>
/// <param name="Name">Its name in the records.</param>
/// <param name="Length">Its bases; null when the header does not say.</param>
public sealed record VcfContig(string Name, long? Length);

namespace Cistron.Sequences.Formats.GenomicBenchmarks;

/// <summary>What <c>metadata.yaml</c> says about a class of sequences.</summary>
/// <param name="Name">Its name, which is also that of its two files.</param>
/// <param name="Url">Where the genome lies that its coordinates belong to; empty when not said.</param>
/// <param name="Type">The kind of that file, such as <c>fa.gz</c>; empty when not said.</param>
/// <param name="ExtraProcessing">
/// How regions are called otherwise than in that file, such as <c>ENSEMBL_HUMAN_GENOME</c>, where the regions'
/// <c>chr1</c> is <c>1</c>; empty when not said.
/// </param>
public sealed record BenchmarkClass(string Name, string Url, string Type, string ExtraProcessing);

namespace Cistron.Sequences.Inspection;

/// <summary>What is in a file, in numbers. Of the summaries the one is there that fits the content.</summary>
/// <param name="File">The path as the user wrote it, or <c>standard input</c>.</param>
/// <param name="Compression">How the file is packed.</param>
/// <param name="Content">What it holds. Features and genomes are recognised and not summed up.</param>
/// <param name="Sequences">The sequences; null for other contents.</param>
/// <param name="Variants">The variants; null for other contents.</param>
public sealed record FileInspection(
    string File, Compression Compression, FileContent Content, SequenceSummary? Sequences, VariantSummary? Variants);

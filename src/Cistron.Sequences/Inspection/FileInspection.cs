namespace Cistron.Sequences.Inspection;

/// <summary>What is in a file, in numbers. Of the summaries the one is there that fits the content.</summary>
/// <param name="File">The path as the user wrote it, or <c>standard input</c>.</param>
/// <param name="Compression">How the file is packed.</param>
/// <param name="Content">What it holds.</param>
public sealed record FileInspection(string File, Compression Compression, FileContent Content)
{
    /// <summary>The sequences; null for other contents.</summary>
    public SequenceSummary? Sequences { get; init; }

    /// <summary>The variants; null for other contents.</summary>
    public VariantSummary? Variants { get; init; }

    /// <summary>The features; null for other contents.</summary>
    public FeatureSummary? Features { get; init; }

    /// <summary>The packed genome; null for other contents.</summary>
    public GenomeSummary? Genome { get; init; }
}

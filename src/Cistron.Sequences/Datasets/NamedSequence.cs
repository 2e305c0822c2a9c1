namespace Cistron.Sequences.Datasets;

/// <summary>One sequence to predict on.</summary>
/// <param name="Id">Its name in the file, or <c>line7</c> when the file names none.</param>
/// <param name="Description">What a FASTA or FASTQ header says beyond the name; else empty.</param>
/// <param name="Bases">The letters as they stand in the file; may be empty.</param>
/// <param name="Line">The 1-based line on which its record begins.</param>
public sealed record NamedSequence(string Id, string Description, byte[] Bases, long Line)
{
    /// <summary>The label beside it, trimmed; null when none was asked for, or none that is text is there.</summary>
    public string? Label { get; init; }
}

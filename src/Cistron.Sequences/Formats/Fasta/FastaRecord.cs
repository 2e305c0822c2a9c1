namespace Cistron.Sequences.Formats.Fasta;

/// <summary>One sequence of a FASTA file.</summary>
/// <param name="Id">The first word of the header.</param>
/// <param name="Description">What follows the first word, trimmed; may be empty.</param>
/// <param name="Bases">The letters as they stand in the file, lines joined; may be empty.</param>
/// <param name="Line">The 1-based line of the header.</param>
public sealed record FastaRecord(string Id, string Description, byte[] Bases, long Line);

namespace Cistron.Sequences.Formats.Fasta;

/// <summary>The header of one sequence of a FASTA file.</summary>
/// <param name="Id">The first word.</param>
/// <param name="Description">What follows the first word, trimmed; may be empty.</param>
/// <param name="Line">The 1-based line that it stands on.</param>
public sealed record FastaHeader(string Id, string Description, long Line);

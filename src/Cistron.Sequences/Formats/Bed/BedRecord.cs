using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Formats.Bed;

/// <summary>One line of a BED file.</summary>
/// <param name="Place">Chromosome, start, end and, where there is one, strand.</param>
/// <param name="Name">The fourth column; empty when it is missing or <c>.</c>.</param>
/// <param name="Score">The fifth column as it stands; empty when it is missing or <c>.</c>.</param>
/// <param name="Extra">The columns after BED's own, as they stand.</param>
/// <param name="Line">The 1-based line; 0 when the record comes from no file.</param>
public sealed record BedRecord(Interval Place, string Name, string Score, IReadOnlyList<string> Extra, long Line = 0);

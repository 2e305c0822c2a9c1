using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Reads;

/// <summary>A read as a sequencer might have written it.</summary>
/// <param name="Bases">Its letters, errors included, as they were read on its strand.</param>
/// <param name="Start">Where it begins in the sequence, 0-based, whichever the strand.</param>
/// <param name="End">Where it ends in the sequence, half-open.</param>
/// <param name="Strand">The strand that was read.</param>
public sealed record SimulatedRead(byte[] Bases, int Start, int End, Strand Strand);

using Cistron.Sequences.Coordinates;

namespace Cistron.Training.GenomeScans;

/// <summary>Places side by side on one strand that all have at least the threshold.</summary>
/// <param name="Place">From the first of them to the last, with the strand.</param>
/// <param name="Peak">The most probable of them; of several, the first that its strand reads.</param>
public sealed record ScanCall(Interval Place, ScannedPlace Peak);

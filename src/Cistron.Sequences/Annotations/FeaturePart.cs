using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Annotations;

/// <summary>A stretch without gaps of a <see cref="Feature"/>, such as the piece of a CDS in one exon.</summary>
/// <param name="Place">Where it lies; of length 0 for a site between two bases.</param>
/// <param name="Phase">
/// How many bases the next codon begins behind the part's first base, on its own strand: 0, 1 or 2; null when unknown
/// or without meaning.
/// </param>
public readonly record struct FeaturePart(Interval Place, int? Phase = null);

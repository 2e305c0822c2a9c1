using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Motifs;

namespace Cistron.Training.Interpretation.Motifs;

/// <summary>Stretches that are one motif: the strongest of them, and the others as they lie on it.</summary>
internal sealed class MergedStretches
{
    private readonly List<(byte[] Bases, int Offset)> _members;

    private MergedStretches(EnrichedStretch first) => (First, _members) = (first, [(first.Bases, 0)]);

    /// <summary>The strongest.</summary>
    public EnrichedStretch First { get; }

    /// <summary>
    /// All of them, the strongest first, read on the strand of the first; with the place of their first base counted from
    /// the first base of it.
    /// </summary>
    public IReadOnlyList<(byte[] Bases, int Offset)> Members => _members;

    /// <summary>
    /// Goes through stretches from the strongest on: each joins the motif that it lies on best without gaps, when at least a
    /// share of the shorter of the two, and one base less than the shortest run, are the same; else it begins another.
    /// </summary>
    public static IReadOnlyList<MergedStretches> Of(
        IEnumerable<EnrichedStretch> stretches, MotifRule rule, Alphabet alphabet, CancellationToken stop)
    {
        List<MergedStretches> motifs = [];
        foreach (EnrichedStretch stretch in stretches)
        {
            stop.ThrowIfCancellationRequested();
            byte[][] readings = rule.BothStrands ? [stretch.Bases, ReverseComplement.Of(stretch.Bases, alphabet)] : [stretch.Bases];
            (MergedStretches? Motif, byte[] Bases, UngappedAlignment Place) best = (null, [], default);
            foreach (MergedStretches motif in motifs)
                foreach (byte[] reading in readings)
                {
                    var place = UngappedAlignment.Of(motif.First.Bases, reading);
                    double least = Math.Max(rule.MinLength - 1, rule.MergeShare * Math.Min(reading.Length, motif.First.Bases.Length));
                    if (place.Matches >= least && (best.Motif is null || place.Matches > best.Place.Matches))
                        best = (motif, reading, place);
                }
            if (best.Motif is { } found)
                found._members.Add((best.Bases, best.Place.Offset));
            else
                motifs.Add(new MergedStretches(stretch));
        }
        return motifs;
    }
}

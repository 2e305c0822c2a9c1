using Cistron.Sequences.Coordinates;

namespace Cistron.Training.GenomeScans;

/// <summary>What is done with each place of a scan as it comes: tracks are written, calls made, everything counted.</summary>
/// <param name="tracks">The tracks, which the caller closes.</param>
/// <param name="tally">The counts.</param>
/// <param name="comparer">The comparison with an annotation; null without one.</param>
/// <param name="threshold">The least probability of a place in a call.</param>
/// <param name="strands">The strands that are scanned.</param>
public sealed class ScanWriter(
    ScanTracks tracks, ScanTally tally, AnnotationComparer? comparer, double threshold, IReadOnlyList<Strand> strands)
{
    private readonly StrandCalls _calls = new(threshold, strands);

    /// <summary>Takes the next place in; each sequence comes from its start to its end.</summary>
    public void Add(ScannedPlace place)
    {
        tracks.Write(place);
        tally.Add(place);
        comparer?.Add(place);
        _calls.Add(place);
        WriteCalls();
    }

    /// <summary>Ends a sequence.</summary>
    public void EndSequence()
    {
        comparer?.EndSequence();
        _calls.EndSequence();
        WriteCalls();
    }

    private void WriteCalls()
    {
        while (_calls.TryTake(out ScanCall? call))
        {
            tracks.Write(call);
            tally.Add(call);
        }
    }
}

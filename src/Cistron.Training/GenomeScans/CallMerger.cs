using Cistron.Sequences.Coordinates;

namespace Cistron.Training.GenomeScans;

/// <summary>Joins places of one strand that touch and have at least the threshold into calls, as they come.</summary>
/// <param name="threshold">The least probability of a place in a call.</param>
public sealed class CallMerger(double threshold)
{
    private ScanCall? _open;
    private Interval _last;

    /// <summary>No call that is yet to come begins before it; 0 at the start of a sequence.</summary>
    public long OpenFrom => _open?.Place.Start ?? _last.End;

    /// <summary>Takes the next place in: of one strand, and of each sequence from its start to its end.</summary>
    /// <returns>The call that this place shows to be complete, if any.</returns>
    public ScanCall? Add(ScannedPlace place)
    {
        bool touches = _last.Sequence == place.Cell.Sequence && _last.End == place.Cell.Start;
        bool isIn = place.Probability >= threshold;
        ScanCall? complete = touches && isIn ? null : End();
        if (isIn)
            _open = _open is null ? new ScanCall(place.Cell, place) : Extended(_open, place);
        _last = place.Cell;
        return complete;
    }

    /// <summary>Ends the call that is open, if any: there are no more places.</summary>
    public ScanCall? End()
    {
        ScanCall? complete = _open;
        (_open, _last) = (null, default);
        return complete;
    }

    private static ScanCall Extended(ScanCall call, ScannedPlace place)
    {
        bool isHigher = place.Cell.Strand == Strand.Reverse
            ? place.Probability >= call.Peak.Probability
            : place.Probability > call.Peak.Probability;
        return new ScanCall(call.Place with { End = place.Cell.End }, isHigher ? place : call.Peak);
    }
}

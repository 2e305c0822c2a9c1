using System.Diagnostics.CodeAnalysis;
using Cistron.Sequences.Coordinates;

namespace Cistron.Training.GenomeScans;

/// <summary>
/// The calls of one strand or two in the order of their starts. Memory holds those that wait for an open call of the other
/// strand.
/// </summary>
/// <param name="threshold">The least probability of a place in a call.</param>
/// <param name="strands">The strands that are scanned.</param>
public sealed class StrandCalls(double threshold, IReadOnlyList<Strand> strands)
{
    private readonly Dictionary<Strand, CallMerger> _mergers = strands.ToDictionary(strand => strand, _ => new CallMerger(threshold));
    private readonly PriorityQueue<ScanCall, (long Start, Strand Strand)> _waiting = new();

    private bool _isEnded;

    /// <summary>Takes the next place in, of any of the strands; on each of them places come in order.</summary>
    public void Add(ScannedPlace place)
    {
        _isEnded = false;
        Wait(_mergers[place.Cell.Strand].Add(place));
    }

    /// <summary>Ends the calls that are open, because the sequence ends; all are to be taken out before the next begins.</summary>
    public void EndSequence()
    {
        _isEnded = true;
        foreach (CallMerger merger in _mergers.Values)
            Wait(merger.End());
    }

    /// <summary>Takes out the next call, once none that begins before it can come any more.</summary>
    /// <returns>False when no call is ready; after <see cref="EndSequence"/>, when there are no more.</returns>
    public bool TryTake([NotNullWhen(true)] out ScanCall? call) =>
        _waiting.TryPeek(out call, out _) && IsReady(call) && _waiting.TryDequeue(out call, out _);

    // What is open, or yet to come, may begin before a call that is complete.
    private bool IsReady(ScanCall call) => _isEnded || _mergers.Values.All(merger => merger.OpenFrom > call.Place.Start);

    private void Wait(ScanCall? call)
    {
        if (call is not null)
            _waiting.Enqueue(call, (call.Place.Start, call.Place.Strand));
    }
}

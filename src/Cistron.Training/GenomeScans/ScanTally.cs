using Cistron.Sequences.Coordinates;

namespace Cistron.Training.GenomeScans;

/// <summary>A scan in numbers, counted while its places and calls come.</summary>
/// <param name="mostCalls">How many of the best calls are kept.</param>
/// <param name="strands">The strands that are scanned.</param>
public sealed class ScanTally(int mostCalls, IReadOnlyList<Strand> strands)
{
    /// <summary>Equal bins that probabilities from 0 to 1 are counted in.</summary>
    public const int Bins = 50;

    private readonly Dictionary<Strand, long[]> _bins = strands.ToDictionary(strand => strand, _ => new long[Bins]);
    private readonly PriorityQueue<ScanCall, (double Probability, long Order)> _best = new();

    /// <summary>Places with a value.</summary>
    public long Places { get; private set; }

    /// <summary>Calls.</summary>
    public long Calls { get; private set; }

    /// <summary>Bases in calls, counted on each strand.</summary>
    public long CalledBases { get; private set; }

    /// <summary>How many places have a probability in each bin.</summary>
    public IReadOnlyDictionary<Strand, long[]> Probabilities => _bins;

    /// <summary>The calls with the highest peaks, the best first; of equal ones, the earlier.</summary>
    public IReadOnlyList<ScanCall> BestCalls =>
        [.. _best.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];

    /// <summary>Counts a place.</summary>
    public void Add(ScannedPlace place)
    {
        Places++;
        _bins[place.Cell.Strand][Math.Clamp((int)(place.Probability * Bins), 0, Bins - 1)]++;
    }

    /// <summary>Counts a call.</summary>
    public void Add(ScanCall call)
    {
        CalledBases += call.Place.Length;
        _best.Enqueue(call, (call.Peak.Probability, -Calls++));
        if (_best.Count > mostCalls)
            _best.Dequeue();
    }
}

using Cistron.Sequences.Coordinates;

namespace Cistron.Training.GenomeScans;

/// <summary>Compares the calls at one threshold with the starts of annotated features, as they come.</summary>
/// <param name="starts">The annotation.</param>
/// <param name="tolerance">The most bases from the peak of a call to the start that it is right for.</param>
/// <param name="threshold">The least probability of a place in a call.</param>
/// <param name="strands">The strands that are scanned.</param>
public sealed class StartComparison(FeatureStarts starts, int tolerance, double threshold, IReadOnlyList<Strand> strands)
{
    private readonly StrandCalls _calls = new(threshold, strands);
    private readonly Dictionary<(string, Strand), bool[]> _isFound =
        starts.Places.ToDictionary(place => place, place => new bool[starts.On(place.Sequence, place.Strand).Count]);
    private long _count, _right;

    /// <summary>Takes the next place in.</summary>
    public void Add(ScannedPlace place)
    {
        _calls.Add(place);
        Judge();
    }

    /// <summary>Ends a sequence.</summary>
    public void EndSequence()
    {
        _calls.EndSequence();
        Judge();
    }

    /// <summary>What the comparison came to.</summary>
    public StartAgreement Agreement() => new(
        threshold, _count, _right, starts.Count, _isFound.Values.Sum(found => (long)found.AsSpan().Count(true)));

    private void Judge()
    {
        while (_calls.TryTake(out ScanCall? call))
        {
            _count++;
            (string sequence, Strand strand) = (call.Place.Sequence, call.Place.Strand);
            (int first, int end) = starts.Between(sequence, strand, call.Peak.Base - tolerance, call.Peak.Base + tolerance);
            if (first == end)
                continue;
            _right++;
            _isFound[(sequence, strand)].AsSpan(first..end).Fill(true);
        }
    }
}

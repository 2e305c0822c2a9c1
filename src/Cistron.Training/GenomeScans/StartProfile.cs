using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Coordinates;

namespace Cistron.Training.GenomeScans;

/// <summary>The mean probability at one distance from the starts of features.</summary>
/// <param name="Offset">Bases from the start to the middle of a step; negative before it, on the feature's strand.</param>
/// <param name="Places">Places that the mean is over.</param>
/// <param name="Mean">The mean probability with its 95 % interval.</param>
public sealed record ProfilePoint(double Offset, long Places, Estimate Mean);

/// <summary>The mean course of the probability around the starts of features, summed up as the places come.</summary>
/// <param name="starts">The annotation.</param>
/// <param name="stepBases">Bases of a step of the scan, and of the profile.</param>
public sealed class StartProfile(FeatureStarts starts, int stepBases)
{
    /// <summary>How far the profile goes to either side of a start, in bases.</summary>
    public const int Reach = 500;

    private readonly RunningMean[] _own = new RunningMean[2 * (Reach / stepBases) + 1];
    private readonly RunningMean[] _other = new RunningMean[2 * (Reach / stepBases) + 1];

    /// <summary>The probability of the strand that the feature lies on.</summary>
    public IReadOnlyList<ProfilePoint> OnStrand => Points(_own);

    /// <summary>The probability of the strand opposite to it; every count is 0 where that is not scanned.</summary>
    public IReadOnlyList<ProfilePoint> OnOppositeStrand => Points(_other);

    /// <summary>Takes the next place in.</summary>
    public void Add(ScannedPlace place)
    {
        Add(place, Strand.Forward);
        Add(place, Strand.Reverse);
    }

    private void Add(ScannedPlace place, Strand strand)
    {
        string sequence = place.Cell.Sequence;
        RunningMean[] means = place.Cell.Strand == strand ? _own : _other;
        (int first, int end) = starts.Between(sequence, strand, place.Base - Reach, place.Base + Reach);
        for (int i = first; i < end; i++)
        {
            long offset = place.Base - starts.On(sequence, strand)[i].Base;
            // Steps are around multiples of their length, so that the one in the middle holds the start.
            int step = (int)Math.Round((double)(strand == Strand.Reverse ? -offset : offset) / stepBases, MidpointRounding.AwayFromZero);
            if (Math.Abs(step) <= means.Length / 2)
                means[step + means.Length / 2].Add(place.Probability);
        }
    }

    private ProfilePoint[] Points(RunningMean[] means) =>
        [.. means.Select((mean, i) => new ProfilePoint((i - means.Length / 2) * (double)stepBases, mean.Count, mean.Estimate))];
}

using Cistron.Sequences.Coordinates;

namespace Cistron.Training.GenomeScans;

/// <summary>The mean probability at one distance from the starts of features.</summary>
/// <param name="Offset">Bases from the start to the middle of a step; negative before it, on the feature's strand.</param>
/// <param name="Places">Places that the mean is over.</param>
/// <param name="Mean">The mean probability.</param>
/// <param name="Lower">The lower end of its 95 % interval: 1.96 standard errors below; NaN for fewer than two places.</param>
/// <param name="Upper">The upper end.</param>
public sealed record ProfilePoint(double Offset, long Places, double Mean, double Lower, double Upper);

/// <summary>The mean course of the probability around the starts of features, summed up as the places come.</summary>
/// <param name="starts">The annotation.</param>
/// <param name="stepBases">Bases of a step of the scan, and of the profile.</param>
public sealed class StartProfile(FeatureStarts starts, int stepBases)
{
    /// <summary>How far the profile goes to either side of a start, in bases.</summary>
    public const int Reach = 500;

    // The 97.5 % point of the normal distribution.
    private const double Normal = 1.959964;

    private readonly Sums[] _own = new Sums[2 * (Reach / stepBases) + 1], _other = new Sums[2 * (Reach / stepBases) + 1];

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
        Sums[] sums = place.Cell.Strand == strand ? _own : _other;
        (int first, int end) = starts.Between(sequence, strand, place.Base - Reach, place.Base + Reach);
        for (int i = first; i < end; i++)
        {
            long offset = place.Base - starts.On(sequence, strand)[i].Base;
            // Steps are around multiples of their length, so that the one in the middle holds the start.
            int step = (int)Math.Round((double)(strand == Strand.Reverse ? -offset : offset) / stepBases, MidpointRounding.AwayFromZero);
            if (Math.Abs(step) <= sums.Length / 2)
                sums[step + sums.Length / 2].Add(place.Probability);
        }
    }

    private ProfilePoint[] Points(Sums[] sums) =>
        [.. sums.Select((sum, i) => sum.Point((i - sums.Length / 2) * (double)stepBases))];

    private struct Sums
    {
        private long _count;
        private double _sum, _squares;

        public void Add(double value) => (_count, _sum, _squares) = (_count + 1, _sum + value, _squares + value * value);

        public readonly ProfilePoint Point(double offset)
        {
            double mean = _sum / _count;
            double error = Math.Sqrt(Math.Max(0, (_squares - _sum * mean) / (_count - 1)) / _count);
            return _count < 2
                ? new ProfilePoint(offset, _count, mean, double.NaN, double.NaN)
                : new ProfilePoint(offset, _count, mean, mean - Normal * error, mean + Normal * error);
        }
    }
}

using Cistron.Sequences.Datasets;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Inspection;

/// <summary>
/// A stream of numbers in bounded memory: all of them, or a uniform sample of a million (reservoir sampling: Vitter,
/// "Random sampling with a reservoir", 1985, algorithm R).
/// </summary>
/// <param name="name">Names the stream of draws.</param>
/// <param name="most">How many numbers are kept.</param>
internal sealed class NumberSample(string name, int most = 1_000_000)
{
    private readonly List<double> _kept = [];
    private readonly RandomStream _draws = RandomStream.For(0, name);
    private NumberSummary _numbers;

    /// <summary>How many numbers there were.</summary>
    public long Count => _numbers.Count;

    /// <summary>Takes in a number.</summary>
    public void Add(double number)
    {
        _numbers = _numbers.With(number);
        if (_kept.Count < most)
            _kept.Add(number);
        else if (_draws.NextBelow(_numbers.Count) is long place && place < most)
            _kept[(int)place] = number;
    }

    /// <summary>The distribution of whole numbers, of which there must be one.</summary>
    public Distribution OfWholeNumbers() => Of(Histogram.WholeEdges(_numbers.Min, Quantile(0.5), _numbers.Max));

    /// <summary>The distribution of shares from 0 to 1, of which there must be one.</summary>
    public Distribution OfShares() => Of(Histogram.ShareEdges());

    private Distribution Of(double[] edges) => new(
        _numbers,
        Quantile(0.05),
        Quantile(0.25),
        Quantile(0.5),
        Quantile(0.75),
        Quantile(0.95),
        Histogram.Of(_kept, edges),
        IsExact: _numbers.Count == _kept.Count);

    // The smallest value that at least this share of the values do not exceed.
    private double Quantile(double share)
    {
        _kept.Sort();
        return _kept[(int)Math.Ceiling(share * _kept.Count) - 1];
    }
}

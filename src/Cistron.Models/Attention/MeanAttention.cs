namespace Cistron.Models.Attention;

/// <summary>The mean of what heads do, number by number, over windows or over heads; a number that is NaN does not count.</summary>
public sealed class MeanAttention
{
    private double[] _sums = [];
    private int[] _counts = [];

    /// <summary>The mean of those that were added, of which there is at least one.</summary>
    public HeadAttention Value => new([.. _sums.Zip(_counts, (sum, count) => count > 0 ? sum / count : double.NaN)]);

    /// <summary>Takes a head in, whose profile is as wide as that of the others.</summary>
    public void Add(HeadAttention head)
    {
        if (_sums.Length == 0)
            (_sums, _counts) = (new double[head.Numbers.Count], new int[head.Numbers.Count]);
        for (int i = 0; i < _sums.Length; i++)
            if (double.IsFinite(head.Numbers[i]))
            {
                _sums[i] += head.Numbers[i];
                _counts[i]++;
            }
    }
}

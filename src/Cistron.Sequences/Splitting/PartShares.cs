using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Splitting;

/// <summary>The parts that a dataset is to be split into, and the share of the rows that each is to have.</summary>
public sealed class PartShares
{
    private readonly string[] _parts;
    private readonly double[] _shares;

    /// <summary>Parts by their weights: 80, 10 and 10 ask for the same as 0.8, 0.1 and 0.1.</summary>
    /// <exception cref="ArgumentException">
    /// There is no part, a name stands there twice, or a weight is not a positive number.
    /// </exception>
    public PartShares(params IReadOnlyList<(string Part, double Weight)> parts)
    {
        if (parts.Count == 0)
            throw new ArgumentException("A split has at least one part.", nameof(parts));
        foreach ((int i, (string part, double weight)) in parts.Index())
        {
            if (parts.Take(i).Any(other => other.Part == part))
                throw new ArgumentException(
                    $"The part {InputException.Quote(part)} stands there twice.", nameof(parts));
            if (!(weight > 0 && double.IsFinite(weight)))
                throw new ArgumentException(
                    $"The part {InputException.Quote(part)} has the weight {weight}; it must be a positive number.",
                    nameof(parts));
        }
        double all = parts.Sum(part => part.Weight);
        _parts = [.. parts.Select(part => part.Part)];
        _shares = [.. parts.Select(part => part.Weight / all)];
    }

    /// <summary>The parts' names.</summary>
    public IReadOnlyList<string> Parts => _parts;

    /// <summary>The share of the rows of each part; together 1.</summary>
    public IReadOnlyList<double> Shares => _shares;

    /// <summary>
    /// The whole rows of each part, together <paramref name="rows"/>: rounded down, then up where most was cut off
    /// (the method of largest remainders).
    /// </summary>
    internal int[] Counts(int rows)
    {
        int[] counts = [.. _shares.Select(share => (int)(share * rows))];
        IEnumerable<int> byRemainder = Enumerable.Range(0, counts.Length)
            .OrderByDescending(part => _shares[part] * rows - counts[part]);
        foreach (int part in byRemainder.Take(rows - counts.Sum()))
            counts[part]++;
        return counts;
    }

    /// <summary>The parts of rows when each part takes its count of them from an order.</summary>
    internal int[] Deal(ReadOnlySpan<int> order)
    {
        int[] partOf = new int[order.Length];
        int next = 0;
        foreach ((int part, int count) in Counts(order.Length).Index())
            foreach (int row in order.Slice(next, count))
            {
                partOf[row] = part;
                next++;
            }
        return partOf;
    }
}

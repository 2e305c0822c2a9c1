using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Motifs;

/// <summary>How often each base stands at each place of a motif, counted over its instances.</summary>
public sealed class BaseFrequencies
{
    private readonly int[][] _counts;

    /// <summary>Counts instances.</summary>
    /// <param name="instances">Of one length; letters that are not canonical, such as those beyond the ends of a sequence, count nowhere.</param>
    /// <param name="length">Places of the motif.</param>
    /// <param name="alphabet">DNA or RNA.</param>
    /// <exception cref="ArgumentException">An instance has another length.</exception>
    public BaseFrequencies(IEnumerable<byte[]> instances, int length, Alphabet alphabet)
    {
        Alphabet = alphabet;
        _counts = [.. Enumerable.Range(0, length).Select(_ => new int[alphabet.Letters.Length])];
        foreach (byte[] instance in instances)
        {
            if (instance.Length != length)
                throw new ArgumentException($"An instance has {instance.Length} bases where the motif has {length}.", nameof(instances));
            Instances++;
            for (int i = 0; i < length; i++)
                if (alphabet.IndexOf(instance[i]) is >= 0 and int letter)
                    _counts[i][letter]++;
        }
    }

    /// <summary>What the motif is written in.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>Places of the motif.</summary>
    public int Length => _counts.Length;

    /// <summary>For each place how often each letter of the alphabet stands there, in its order.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Counts => _counts;

    /// <summary>How many instances were counted.</summary>
    public int Instances { get; }

    /// <summary>The share of each letter of the alphabet at a place; equal shares where nothing was counted.</summary>
    public double[] Shares(int place)
    {
        int letters = Alphabet.Letters.Length, counted = _counts[place].Sum();
        return [.. Enumerable.Range(0, letters).Select(letter => counted == 0 ? 1.0 / letters : (double)_counts[place][letter] / counted)];
    }

    /// <summary>
    /// The information at a place in bits, 0 to 2 for four letters: log2 of their number less the entropy, less what so few
    /// instances would have by chance, (s - 1) / (2 n ln 2); never below 0 (Schneider, Stormo, Gold and Ehrenfeucht 1986).
    /// </summary>
    public double Bits(int place)
    {
        int letters = Alphabet.Letters.Length, counted = _counts[place].Sum();
        if (counted == 0)
            return 0;
        double entropy = -Shares(place).Sum(share => share > 0 ? share * Math.Log2(share) : 0);
        return Math.Max(0, Math.Log2(letters) - entropy - (letters - 1) / (2 * Math.Log(2) * counted));
    }
}

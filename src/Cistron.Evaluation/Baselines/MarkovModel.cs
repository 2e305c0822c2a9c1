using System.Text.Json.Serialization;
using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Alphabets;

namespace Cistron.Evaluation.Baselines;

/// <summary>How well a model foretells bases.</summary>
/// <param name="BitsPerBase">
/// Mean of -log2 of the probability of the base that came; NaN when none was predicted.
/// </param>
/// <param name="Bases">The number of bases that were predicted.</param>
public sealed record MarkovScore(
    
    [property: JsonConverter(typeof(UndefinedAsNull))] double BitsPerBase, long Bases);

/// <summary>
/// A Markov chain of order k: the probability of a base given the k bases before it, from counts to which a constant α
/// is added. The baseline of language models: what short-range statistics alone can foretell.
/// </summary>
/// <remarks>
/// α is the one of <see cref="Alphas"/> that best foretells each training base from all others (leaving-one-out: Ney,
/// Essen and Kneser, "On structuring probabilistic dependences in stochastic language modelling", 1994), which needs
/// nothing but the counts. Training windows should not overlap: a base that is there twice foretells itself.
/// A place is used where it and its k predecessors are canonical, so the first k bases of a sequence only serve as
/// context.
/// </remarks>
public sealed class MarkovModel
{
    // 4^11: order 10 for bases, order 4 for residues.
    private const int MostCounts = 1 << 22;

    private readonly Alphabet _alphabet;

    // By the k letters before, then by the letter itself.
    private readonly long[] _counts;

    private MarkovModel(Alphabet alphabet, int order, long[] counts)
    {
        _alphabet = alphabet;
        _counts = counts;
        Order = order;
        Alpha = Alphas.MinBy(LeaveOneOutBits);
    }

    /// <summary>The values that α is chosen from.</summary>
    public static IReadOnlyList<double> Alphas { get; } = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100];

    /// <summary>How many bases before a base decide its probability.</summary>
    public int Order { get; }

    /// <summary>What is added to every count.</summary>
    public double Alpha { get; }

    /// <summary>Counts the bases of <paramref name="sequences"/>, which are read once, and chooses α.</summary>
    /// <param name="sequences">Genomes or training windows.</param>
    /// <param name="alphabet">The letters of the sequences.</param>
    /// <param name="order">From 0; at most 10 for bases and 4 for residues.</param>
    /// <param name="strands">Whether the reverse complements are counted as well.</param>
    /// <exception cref="ArgumentException">
    /// The order is out of range, or both strands are wanted of letters without complement.
    /// </exception>
    public static MarkovModel Train(
        IEnumerable<byte[]> sequences, Alphabet alphabet, int order, Strands strands = Strands.Forward)
    {
        int letters = alphabet.Letters.Length;
        if (order < 0 || Math.Pow(letters, order + 1) > MostCounts)
            throw new ArgumentException(
                $"A Markov model of order {order} cannot be counted; choose 0 to "
                + $"{(int)Math.Log(MostCounts, letters) - 1} for the {alphabet} alphabet.", nameof(order));

        var counts = new long[(int)Math.Pow(letters, order + 1)];
        foreach (byte[] bases in sequences)
        {
            foreach (int place in Places(bases, alphabet, order))
                counts[place]++;
            if (strands == Strands.Both)
                foreach (int place in Places(ReverseComplement.Of(bases, alphabet), alphabet, order))
                    counts[place]++;
        }
        return new MarkovModel(alphabet, order, counts);
    }

    /// <summary>The probability of <paramref name="next"/> after a context.</summary>
    /// <param name="context">As many canonical letters as the order.</param>
    /// <param name="next">A canonical letter.</param>
    /// <exception cref="ArgumentException">The context has another length, or a letter is not canonical.</exception>
    public double Probability(ReadOnlySpan<byte> context, byte next)
    {
        byte[] bases = [.. context, next];
        int[] places = [.. Places(bases, _alphabet, Order)];
        return context.Length == Order && places.Length == 1
            ? Probability(places[0], ContextCount(places[0]))
            : throw new ArgumentException(
                $"A context has {Order} canonical letters, and one more follows.", nameof(context));
    }

    /// <summary>
    /// How well the model foretells the windows of a split it was not trained on. Only their forward strand is read.
    /// </summary>
    public MarkovScore Score(IEnumerable<byte[]> windows)
    {
        double bits = 0;
        long predicted = 0;
        foreach (byte[] bases in windows)
            foreach (int place in Places(bases, _alphabet, Order))
            {
                bits -= Math.Log2(Probability(place, ContextCount(place)));
                predicted++;
            }
        return new MarkovScore(bits / predicted, predicted);
    }

    private double Probability(int place, long contextCount) =>
        (_counts[place] + Alpha) / (contextCount + Alpha * _alphabet.Letters.Length);

    private long ContextCount(int place)
    {
        int letters = _alphabet.Letters.Length;
        long sum = 0;
        foreach (long count in _counts.AsSpan(place - place % letters, letters))
            sum += count;
        return sum;
    }

    /// <summary>Bits that the training bases would cost if each were left out of the counts that foretell it.</summary>
    private double LeaveOneOutBits(double alpha)
    {
        int letters = _alphabet.Letters.Length;
        double bits = 0;
        for (int start = 0; start < _counts.Length; start += letters)
        {
            double others = ContextCount(start) - 1 + alpha * letters;
            foreach (long count in _counts.AsSpan(start, letters))
                if (count > 0)
                    bits -= count * Math.Log2((count - 1 + alpha) / others);
        }
        return bits;
    }

    /// <summary>For every base that can be predicted, the place of its count.</summary>
    private static IEnumerable<int> Places(byte[] bases, Alphabet alphabet, int order)
    {
        int letters = alphabet.Letters.Length, places = (int)Math.Pow(letters, order + 1), run = 0, place = 0;
        foreach (byte letter in bases)
        {
            int index = alphabet.IndexOf(letter);
            run = index < 0 ? 0 : run + 1;
            place = index < 0 ? 0 : (place * letters + index) % places;
            if (run > order)
                yield return place;
        }
    }
}

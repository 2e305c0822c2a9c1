using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using static System.FormattableString;

namespace Cistron.Evaluation.Baselines;

/// <summary>
/// A linear model on which letter stands at each place: what a weight matrix of the whole sequence says. Where all
/// sequences were cut around the same point, such as a start codon, it can beat models that look much deeper, and the
/// <see cref="KmerBaseline"/>, which does not know places, cannot tell. The penalty is chosen without the test rows.
/// </summary>
public sealed class PositionBaseline
{
    // The squares of a row's features add up to 1, however long it is. In long sequences most places are noise, which
    // takes a strong penalty; in short ones a few places decide, which takes a weak one.
    private static readonly double[] Penalties = [1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6];

    // A pass over the rows then takes about a tenth of a second.
    private const long UsualProducts = 100_000_000;

    private readonly Alphabet _alphabet;
    private readonly int _length;
    private readonly LinearModel _model;

    private PositionBaseline(Alphabet alphabet, int length, LinearModel model, string note)
    {
        _alphabet = alphabet;
        _length = length;
        _model = model;
        Note = note;
    }

    /// <summary>The penalty that was chosen.</summary>
    public double Penalty => _model.Penalty;

    /// <summary>How the penalty was chosen, and from how many rows the model learned: one sentence.</summary>
    public string Note { get; }

    /// <summary>
    /// The one length of all sequences; null where they differ, or are empty, so that no baseline can be fitted to
    /// them.
    /// </summary>
    public static int? LengthOf(params IEnumerable<byte[]> sequences)
    {
        int[] lengths = [.. sequences.Select(bases => bases.Length).Distinct().Take(2)];
        return lengths is [> 0 and int length] ? length : null;
    }

    /// <summary>
    /// Fits the baseline to <paramref name="train"/>. Rows beyond what <paramref name="mostProducts"/> allow are left out
    /// at random, and the note says so.
    /// </summary>
    /// <param name="train">The rows to learn from, at least two, all of one length.</param>
    /// <param name="dev">The rows to choose by; without them, cross-validation within the training rows.</param>
    /// <param name="alphabet">The letters of the sequences.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="mostProducts">The multiplications of one pass over the rows: rows · places · outputs.</param>
    /// <exception cref="ArgumentException">The training sequences differ in length.</exception>
    public static PositionBaseline Train(BaselineRows train, BaselineRows? dev, Alphabet alphabet, ulong seed,
        long mostProducts = UsualProducts)
    {
        int length = LengthOf(train.Bases)
            ?? throw new ArgumentException("Places can be compared in sequences of one length only.", nameof(train));
        int most = (int)Math.Clamp(mostProducts / ((long)length * train.Outcomes.Width), 2, int.MaxValue);
        BaselineRows fitted = Drawn(train, most, seed), chosen = dev is null ? fitted : Drawn(dev, most, seed);
        var search = new PenaltySearch(Features(fitted.Bases, alphabet, length), fitted.Outcomes,
            dev is null ? null : (Features(chosen.Bases, alphabet, length), chosen.Outcomes), seed, Penalties);
        LinearModel model = search.Best(length * alphabet.Letters.Length);

        string all = Invariant($"{train.Count:N0} training rows");
        string learned = fitted.Count == train.Count ? all : Invariant($"{fitted.Count:N0} of {all}, drawn at random");
        return new PositionBaseline(alphabet, length, model, Invariant(
            $"letters at {length:N0} places; penalty {model.Penalty:0e0} was chosen by {search.Judge}; fitted to {learned}."));
    }

    /// <summary>
    /// The prediction for every sequence: (rows, classes), (rows, labels) or (rows, 1) as in training. Of a sequence
    /// with another length than those of training the places that both have are looked at.
    /// </summary>
    public double[][] Predict(IEnumerable<byte[]> sequences) => _model.Predict(Features(sequences, _alphabet, _length));

    private static BaselineRows Drawn(BaselineRows rows, int most, ulong seed)
    {
        if (rows.Count <= most)
            return rows;
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        RandomStream.For(seed, "baseline").Shuffle(order.AsSpan());
        int[] drawn = order[..most];
        return new BaselineRows([.. drawn.Select(row => rows.Bases[row])], rows.Outcomes.Select(drawn));
    }

    /// <summary>One column for each place and canonical letter; an ambiguous letter has no entry.</summary>
    private static SparseRows Features(IEnumerable<byte[]> sequences, Alphabet alphabet, int length)
    {
        int letters = alphabet.Letters.Length;
        var rows = new SparseRows(length * letters);
        var columns = new int[length];
        var values = new float[length];
        Array.Fill(values, (float)(1 / Math.Sqrt(length)));
        foreach (byte[] bases in sequences)
        {
            int entries = 0;
            for (int place = 0; place < Math.Min(length, bases.Length); place++)
                if (alphabet.IndexOf(bases[place]) is >= 0 and int letter)
                    columns[entries++] = place * letters + letter;
            rows.Add(new SparseRow(columns.AsSpan(0, entries), values.AsSpan(0, entries)));
        }
        return rows;
    }
}

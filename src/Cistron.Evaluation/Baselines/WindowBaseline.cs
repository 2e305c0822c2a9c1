using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using static System.FormattableString;

namespace Cistron.Evaluation.Baselines;

/// <summary>Single bases of sequences with what is true of them.</summary>
/// <param name="Sequences">Sequences in the letters of their alphabet.</param>
/// <param name="Places">The bases: which sequence, and which base of it, 0-based.</param>
/// <param name="Outcomes">What is true of them, in the same order.</param>
public sealed record BaselineBases(
    IReadOnlyList<byte[]> Sequences, IReadOnlyList<(int Sequence, int Base)> Places, Outcomes Outcomes);

/// <summary>
/// The baseline of tasks of bases: a linear model on the letters around a base, each at its distance. It knows neither
/// what lies further away nor what letters mean together. The penalty is chosen without the test bases.
/// </summary>
public sealed class WindowBaseline
{
    /// <summary>Letters on either side that are looked at.</summary>
    public const int Reach = 5;

    // Enough for a few hundred weights, and fitted in seconds.
    private const int MostBases = 100_000;

    private readonly Alphabet _alphabet;
    private readonly LinearModel _model;

    private WindowBaseline(Alphabet alphabet, LinearModel model, string note) =>
        (_alphabet, _model, Note) = (alphabet, model, note);

    /// <summary>What the model sees, how its penalty was chosen, and from how many bases it learned: one sentence.</summary>
    public string Note { get; }

    /// <summary>Fits the baseline; of more than 100,000 bases as many are drawn, and the note says so.</summary>
    /// <param name="train">The bases to learn from, at least two.</param>
    /// <param name="dev">The bases to choose by; null for cross-validation within the training bases.</param>
    /// <param name="alphabet">The letters of the sequences.</param>
    /// <param name="seed">The run's seed; bases are drawn from its stream "baseline".</param>
    public static WindowBaseline Train(BaselineBases train, BaselineBases? dev, Alphabet alphabet, ulong seed)
    {
        var (rows, outcomes) = Features(train, alphabet, seed);
        var search = new PenaltySearch(rows, outcomes, dev is null ? null : Features(dev, alphabet, seed), seed);
        var model = search.Best(rows.Width);
        string all = Invariant($"{train.Places.Count:N0} training bases");
        string learned = rows.Count == train.Places.Count ? all : Invariant($"{rows.Count:N0} of {all}, drawn at random");
        return new WindowBaseline(alphabet, model, Invariant($"linear model on the letters up to {Reach} bases away; penalty ")
            + Invariant($"{model.Penalty:0e0} was chosen by {search.Judge}; fitted to {learned}."));
    }

    /// <summary>The prediction for each of some bases: (bases, classes) or (bases, 1) as in training.</summary>
    public double[][] Predict(IReadOnlyList<byte[]> sequences, IEnumerable<(int Sequence, int Base)> places)
    {
        var features = new float[Width(_alphabet)];
        return [.. places.Select(place =>
        {
            var row = new SparseRows(features.Length);
            Window(sequences[place.Sequence], place.Base, _alphabet, features);
            row.Add(features);
            return _model.Predict(row[0]);
        })];
    }

    private static (SparseRows Rows, Outcomes Outcomes) Features(BaselineBases bases, Alphabet alphabet, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, bases.Places.Count)];
        RandomStream.For(seed, "baseline").Shuffle(order.AsSpan());
        int[] drawn = [.. order.Take(MostBases)];
        var rows = new SparseRows(Width(alphabet));
        var features = new float[rows.Width];
        foreach (int place in drawn)
        {
            Window(bases.Sequences[bases.Places[place].Sequence], bases.Places[place].Base, alphabet, features);
            rows.Add(features);
        }
        return (rows, bases.Outcomes.Select(drawn));
    }

    /// <summary>For each distance one entry a letter, and one for what lies beyond an end of the sequence.</summary>
    private static int Width(Alphabet alphabet) => (2 * Reach + 1) * (alphabet.Letters.Length + 1);

    private static void Window(ReadOnlySpan<byte> sequence, int place, Alphabet alphabet, Span<float> features)
    {
        features.Clear();
        int beyond = alphabet.Letters.Length;
        for (int distance = -Reach; distance <= Reach; distance++)
        {
            int at = place + distance;
            int letter = (uint)at < (uint)sequence.Length ? alphabet.IndexOf(sequence[at]) : beyond;
            if (letter >= 0)
                features[(distance + Reach) * (beyond + 1) + letter] = 1;
        }
    }
}

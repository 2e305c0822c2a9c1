using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using static System.FormattableString;

namespace Cistron.Evaluation.Baselines;

/// <summary>
/// The baseline that a language model must beat: a linear model on the k-mers of a sequence, which knows the k-mers
/// but not their places. Longest k and penalty are chosen without the test rows.
/// </summary>
public sealed class KmerBaseline
{
    // 4^6 k-mers of bases, 20^3 of residues: longer ones are too rare in the usual training sets to learn from.
    private const int MostKmers = 8000;
    private const int LengthsTried = 3;

    // About 400 MB of features.
    private const int MostEntries = 50_000_000;

    // Entries times outputs, which a pass over the rows multiplies: with a hundred classes all rows would take an hour.
    private const int MostProducts = 400_000_000;

    private readonly KmerCounts _counts;
    private readonly LinearModel _model;

    private KmerBaseline(KmerCounts counts, LinearModel model, string note)
    {
        _counts = counts;
        _model = model;
        Note = note;
    }

    /// <summary>k-mers of 1 to this many letters are counted.</summary>
    public int LongestKmer => _counts.Longest;

    /// <summary>The penalty that was chosen.</summary>
    public double Penalty => _model.Penalty;

    /// <summary>
    /// How the longest k and penalty were chosen, and from how many rows the model learned: one sentence.
    /// </summary>
    public string Note { get; }

    /// <summary>
    /// Fits the baseline to <paramref name="train"/>. Rows beyond what fits in about 400 MB, or with many classes into
    /// minutes, are left out at random, and the note says so.
    /// </summary>
    /// <param name="train">The rows to learn from, at least two.</param>
    /// <param name="dev">The rows to choose by; without them, cross-validation within the training rows.</param>
    /// <param name="alphabet">The letters of the sequences.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="strands">Whether a k-mer and its reverse complement count as one.</param>
    public static KmerBaseline Train(
        BaselineRows train, BaselineRows? dev, Alphabet alphabet, ulong seed, Strands strands = Strands.Forward)
    {
        int longest = Math.Max(1, (int)Math.Floor(Math.Log(MostKmers, alphabet.Letters.Length) + 1e-9));
        var counts = new KmerCounts(alphabet, longest, strands);
        (SparseRows rows, Outcomes outcomes) = Features(counts, train, seed);
        var search = new PenaltySearch(rows, outcomes, dev is null ? null : Features(counts, dev, seed), seed);

        int shortest = Math.Max(1, longest - LengthsTried + 1);
        LinearModel model = search.Best(Enumerable.Range(shortest, longest - shortest + 1).Select(counts.WidthUpTo));
        int chosen = Enumerable.Range(shortest, LengthsTried).First(k => counts.WidthUpTo(k) == model.Width);

        string all = Invariant($"{train.Count:N0} training rows");
        string learned = rows.Count == train.Count ? all : Invariant($"{rows.Count:N0} of {all}, drawn at random");
        string chose = Invariant($"k-mers of 1 to {chosen} letters and penalty {model.Penalty:0e0} were chosen by ");
        return new KmerBaseline(new KmerCounts(alphabet, chosen, strands), model, $"{chose}{search.Judge}; fitted to {learned}.");
    }

    /// <summary>
    /// The prediction for every sequence: (rows, classes), (rows, labels) or (rows, 1) as in training.
    /// </summary>
    public double[][] Predict(IEnumerable<byte[]> sequences)
    {
        var features = new float[_counts.Width];
        return [.. sequences.Select(bases =>
        {
            var row = new SparseRows(_counts.Width);
            _counts.Features(bases, features);
            row.Add(features);
            return _model.Predict(row[0]);
        })];
    }

    private static (SparseRows Rows, Outcomes Outcomes) Features(KmerCounts counts, BaselineRows rows, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        RandomStream.For(seed, "baseline").Shuffle(order.AsSpan());
        var sparse = new SparseRows(counts.Width);
        var features = new float[counts.Width];
        int most = Math.Min(MostEntries, MostProducts / rows.Outcomes.Width);
        foreach (int row in order.TakeWhile(_ => sparse.Entries < most))
        {
            counts.Features(rows.Bases[row], features);
            sparse.Add(features);
        }
        return (sparse, rows.Outcomes.Select(order.Take(sparse.Count)));
    }
}

using Cistron.Sequences.Alphabets;
using static System.FormattableString;

namespace Cistron.Evaluation.Baselines;

/// <summary>
/// A linear model that sees only how long a sequence is and how often it uses each letter (of bases that includes the
/// GC content). Where it comes near to a language model, the task can be solved by a shortcut, often one that the
/// choice of negative samples left open.
/// </summary>
public sealed class CompositionBaseline
{
    private readonly Alphabet _alphabet;
    private readonly float[] _scales;
    private readonly LinearModel _model;

    private CompositionBaseline(Alphabet alphabet, float[] scales, LinearModel model, string note)
    {
        _alphabet = alphabet;
        _scales = scales;
        _model = model;
        Note = note;
    }

    /// <summary>How the penalty was chosen: one sentence.</summary>
    public string Note { get; }

    /// <summary>Fits the baseline to <paramref name="train"/>.</summary>
    /// <param name="train">The rows to learn from, at least two.</param>
    /// <param name="dev">The rows to choose by; without them, cross-validation within the training rows.</param>
    /// <param name="alphabet">The letters of the sequences.</param>
    /// <param name="seed">The run's seed.</param>
    public static CompositionBaseline Train(BaselineRows train, BaselineRows? dev, Alphabet alphabet, ulong seed)
    {
        float[] scales = Scales([.. train.Bases.Select(bases => Features(bases, alphabet))]);
        var search = new PenaltySearch(
            Rows(train.Bases, alphabet, scales), train.Outcomes,
            dev is null ? null : (Rows(dev.Bases, alphabet, scales), dev.Outcomes), seed);
        LinearModel model = search.Best(scales.Length);
        return new CompositionBaseline(alphabet, scales, model, Invariant(
            $"Penalty {model.Penalty:0e0} was chosen by {search.Judge}; fitted to {train.Count:N0} training rows."));
    }

    /// <summary>
    /// The prediction for every sequence: (rows, classes), (rows, labels) or (rows, 1) as in training.
    /// </summary>
    public double[][] Predict(IEnumerable<byte[]> sequences) => _model.Predict(Rows(sequences, _alphabet, _scales));

    /// <summary>The logarithm of the length, the share of every letter, and the share of ambiguous ones.</summary>
    private static float[] Features(ReadOnlySpan<byte> bases, Alphabet alphabet)
    {
        var features = new float[alphabet.Letters.Length + 2];
        foreach (byte letter in bases)
            features[alphabet.IndexOf(letter) + 1] += 1f / bases.Length;
        features[^1] = (float)Math.Log(bases.Length + 1);
        return features;
    }

    /// <summary>What brings every feature to a standard deviation of 1; 0 for features that never change.</summary>
    private static float[] Scales(float[][] features)
    {
        var scales = new float[features[0].Length];
        for (int column = 0; column < scales.Length; column++)
        {
            double mean = features.Average(row => row[column]);
            double deviation = Math.Sqrt(features.Average(row => (row[column] - mean) * (row[column] - mean)));
            scales[column] = deviation > 1e-6 ? (float)(1 / deviation) : 0;
        }
        return scales;
    }

    private static SparseRows Rows(IEnumerable<byte[]> sequences, Alphabet alphabet, float[] scales)
    {
        var rows = new SparseRows(scales.Length);
        foreach (byte[] bases in sequences)
        {
            float[] features = Features(bases, alphabet);
            for (int column = 0; column < features.Length; column++)
                features[column] *= scales[column];
            rows.Add(features);
        }
        return rows;
    }
}

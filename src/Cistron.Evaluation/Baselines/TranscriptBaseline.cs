using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Transcripts;
using static System.FormattableString;

namespace Cistron.Evaluation.Baselines;

/// <summary>
/// What programs that tell coding from other transcripts look at, with a linear model on it: the bar for a language model of RNA.
/// </summary>
public sealed class TranscriptBaseline
{
    private readonly TranscriptMeasures _measures;
    private readonly float[] _means, _scales;
    private readonly LinearModel _model;

    private TranscriptBaseline(TranscriptMeasures measures, float[] means, float[] scales, LinearModel model, string note) =>
        (_measures, _means, _scales, _model, Note) = (measures, means, scales, model, note);

    /// <summary>What it saw and how the penalty was chosen: one sentence.</summary>
    public string Note { get; }

    /// <summary>
    /// Fits a baseline. Hexamers are counted in the training rows: those of the class whose transcripts have the larger mean share in a
    /// reading frame count as coding, all others as not.
    /// </summary>
    /// <param name="set">What it is to see.</param>
    /// <param name="train">The rows to learn from, at least two.</param>
    /// <param name="dev">The rows to choose by; without them, cross-validation within the training rows.</param>
    /// <param name="alphabet">The letters of the sequences: DNA or RNA.</param>
    /// <param name="seed">The run's seed.</param>
    public static TranscriptBaseline Train(
        TranscriptFeatures set, BaselineRows train, BaselineRows? dev, Alphabet alphabet, ulong seed)
    {
        var measures = new TranscriptMeasures(
            set.Measures(alphabet, set.HasHexamers() ? CountHexamers(train, alphabet) : null), FrameEnds.MayBeCut);
        float[][] features = [.. Features(measures, train.Bases)];
        var (means, scales) = Scales(features);
        var search = new PenaltySearch(Rows(features, means, scales), train.Outcomes,
            dev is null ? null : (Rows(Features(measures, dev.Bases), means, scales), dev.Outcomes), seed, Penalties);
        LinearModel model = search.Best(scales.Length);
        return new TranscriptBaseline(measures, means, scales, model, Invariant(
            $"{scales.Length} features; penalty {model.Penalty:0e0} was chosen by {search.Judge}; fitted to {train.Count:N0} training rows."));
    }

    // Few features that each matter want weak penalties.
    private static readonly double[] Penalties = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7];

    /// <summary>
    /// The prediction for every transcript: (rows, classes), (rows, labels) or (rows, 1) as in training.
    /// </summary>
    public double[][] Predict(IEnumerable<byte[]> transcripts) =>
        _model.Predict(Rows(Features(_measures, transcripts), _means, _scales));

    private static IEnumerable<float[]> Features(TranscriptMeasures measures, IEnumerable<byte[]> transcripts)
    {
        double[] values = new double[measures.Names.Count];
        foreach (byte[] bases in transcripts)
        {
            measures.Of(bases, values);
            yield return [.. values.Select(value => (float)value)];
        }
    }

    private static HexamerTable CountHexamers(BaselineRows train, Alphabet alphabet)
    {
        double[] shares = new double[train.Outcomes.Width], rows = new double[train.Outcomes.Width];
        ReadOnlyMemory<byte>[] stretches = [.. train.Bases.Select(bases => FramedTranscript.CodingStretchOf(bases, FrameEnds.MayBeCut))];
        for (int row = 0; row < train.Count; row++)
            for (int column = 0; column < shares.Length; column++)
            {
                shares[column] += train.Outcomes.Targets[row][column] * stretches[row].Length / Math.Max(1, train.Bases[row].Length);
                rows[column] += train.Outcomes.Targets[row][column];
            }
        int coding = Enumerable.Range(0, shares.Length).MaxBy(column => shares[column] / Math.Max(1, rows[column]));
        bool IsCoding(int row) => train.Outcomes.Targets[row][coding] > 0.5;
        return HexamerTable.Of(
            Enumerable.Range(0, train.Count).Where(IsCoding).Select(row => stretches[row]),
            Enumerable.Range(0, train.Count).Where(row => !IsCoding(row)).Select(row => (ReadOnlyMemory<byte>)train.Bases[row]),
            alphabet);
    }

    /// <summary>What brings every feature to a mean of 0 and all of them together to a length of about 1.</summary>
    private static (float[] Means, float[] Scales) Scales(float[][] features)
    {
        int width = features[0].Length;
        float[] means = new float[width], scales = new float[width];
        for (int column = 0; column < width; column++)
        {
            double mean = features.Average(row => row[column]);
            double deviation = Math.Sqrt(features.Average(row => (row[column] - mean) * (row[column] - mean)));
            means[column] = (float)mean;
            scales[column] = deviation > 1e-9 ? (float)(1 / (deviation * Math.Sqrt(width))) : 0;
        }
        return (means, scales);
    }

    private static SparseRows Rows(IEnumerable<float[]> features, float[] means, float[] scales)
    {
        var rows = new SparseRows(scales.Length);
        float[] scaled = new float[scales.Length];
        foreach (float[] row in features)
        {
            for (int column = 0; column < scaled.Length; column++)
                scaled[column] = (row[column] - means[column]) * scales[column];
            rows.Add(scaled);
        }
        return rows;
    }
}

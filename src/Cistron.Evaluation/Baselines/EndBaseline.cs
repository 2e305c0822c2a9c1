using Cistron.Sequences.Alphabets;

namespace Cistron.Evaluation.Baselines;

/// <summary>
/// A linear model that sees only the six letters at one end of a sequence, each by its place. Where it says more than
/// chance and the ends are not what the task is about, the classes were cut, primed or tagged in different ways.
/// </summary>
public sealed class EndBaseline
{
    /// <summary>How many letters it sees.</summary>
    public const int Letters = 6;

    private readonly Alphabet _alphabet;
    private readonly SequenceEnd _end;
    private readonly LinearModel _model;

    private EndBaseline(Alphabet alphabet, SequenceEnd end, LinearModel model) =>
        (_alphabet, _end, _model) = (alphabet, end, model);

    /// <summary>
    /// Fits the baseline to <paramref name="train"/>, at least two rows; the penalty is chosen by cross-validation
    /// within them.
    /// </summary>
    public static EndBaseline Train(BaselineRows train, Alphabet alphabet, SequenceEnd end, ulong seed)
    {
        SparseRows rows = Rows(train.Bases, alphabet, end);
        return new EndBaseline(alphabet, end, new PenaltySearch(rows, train.Outcomes, null, seed).Best(rows.Width));
    }

    /// <summary>
    /// The prediction for every sequence: (rows, classes), (rows, labels) or (rows, 1) as in training.
    /// </summary>
    public double[][] Predict(IEnumerable<byte[]> sequences) => _model.Predict(Rows(sequences, _alphabet, _end));

    /// <summary>One column for each place and canonical letter; places beyond a short sequence have no entry.</summary>
    private static SparseRows Rows(IEnumerable<byte[]> sequences, Alphabet alphabet, SequenceEnd end)
    {
        int letters = alphabet.Letters.Length;
        var rows = new SparseRows(Letters * letters);
        var features = new float[rows.Width];
        foreach (byte[] bases in sequences)
        {
            Array.Clear(features);
            for (int place = 0; place < Math.Min(Letters, bases.Length); place++)
                if (alphabet.IndexOf(end == SequenceEnd.First ? bases[place] : bases[^(place + 1)]) is >= 0 and int letter)
                    features[place * letters + letter] = 1;
            rows.Add(features);
        }
        return rows;
    }
}

namespace Cistron.Evaluation.Metrics;

/// <summary>
/// Test rows that carry any number of labels, each with its own probability. A label is predicted from a probability of
/// one half on.
/// </summary>
/// <remarks>
/// ROC-AUC and PR-AUC are means over the labels that some but not all rows carry; F1 of a label that is neither carried
/// nor predicted is 0 in the macro mean, which is over all labels. The loss is the mean over rows and labels.
/// </remarks>
public sealed class MultiLabelPredictions : IPredictions
{
    private const double Threshold = 0.5;

    private readonly double[][] _probabilities;
    private readonly bool[][] _labels;
    private readonly double[] _losses;
    private readonly bool[] _allRight;
    private readonly Ranking[] _rankings;

    /// <summary>Takes the rows as they are; the arrays are not copied and must not change afterwards.</summary>
    /// <param name="probabilities">Probabilities (rows, labels), each in [0, 1].</param>
    /// <param name="labels">Whether a row carries a label (rows, labels).</param>
    /// <param name="labelNames">Names for notes and tables; the label indices when left out.</param>
    /// <exception cref="ArgumentException">There are no rows, shapes differ, or a number is no probability.</exception>
    public MultiLabelPredictions(double[][] probabilities, bool[][] labels, IReadOnlyList<string>? labelNames = null)
    {
        Shape.Check(probabilities, labels.Length);
        Shape.Check(labels, labels.Length);
        int columns = probabilities[0].Length;
        if (columns == 0 || labels[0].Length != columns)
            throw new ArgumentException(
                $"{columns} columns of probabilities came with {labels[0].Length} columns of labels.", nameof(labels));
        for (int row = 0; row < labels.Length; row++)
            if (!probabilities[row].All(value => value is >= 0 and <= 1))
                throw new ArgumentException(
                    $"Row {row} does not hold probabilities: {string.Join(", ", probabilities[row])}.",
                    nameof(probabilities));

        LabelNames = Shape.Names(labelNames, columns);
        _probabilities = probabilities;
        _labels = labels;
        _losses = [.. probabilities.Zip(labels, (row, truth) => row.Zip(truth, Loss).Average())];
        _allRight = [.. probabilities.Zip(labels, (row, truth) => row.Select(IsPredicted).SequenceEqual(truth))];
        _rankings = [.. Enumerable.Range(0, columns).Select(label => new Ranking(
            [.. probabilities.Select(row => row[label])], [.. labels.Select(truth => truth[label])]))];
    }

    /// <inheritdoc/>
    public int Rows => _labels.Length;

    /// <summary>The name of every label.</summary>
    public IReadOnlyList<string> LabelNames { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Metrics { get; } =
        [Metric.SubsetAccuracy, Metric.MacroF1, Metric.MicroF1, Metric.RocAuc, Metric.PrAuc, Metric.Loss];

    /// <inheritdoc/>
    public double[] Measure(ReadOnlySpan<int> counts)
    {
        long rows = 0, allRight = 0;
        double loss = 0;
        for (int row = 0; row < counts.Length; row++)
        {
            rows += counts[row];
            allRight += _allRight[row] ? counts[row] : 0;
            loss += counts[row] * _losses[row];
        }

        Decisions all = default;
        double f1 = 0, rocAuc = 0, prAuc = 0;
        int ranked = 0;
        Decisions[] decisions = CountDecisions(counts);
        for (int label = 0; label < decisions.Length; label++)
        {
            Decisions own = decisions[label];
            all += own;
            f1 += own.F1();
            if (own.Carried == 0 || own.Carried == rows)
                continue;
            (double roc, double pr) = _rankings[label].Areas(counts);
            rocAuc += roc;
            prAuc += pr;
            ranked++;
        }
        return
        [
            (double)allRight / rows, f1 / decisions.Length, all.F1(), rocAuc / ranked, prAuc / ranked, loss / rows,
        ];
    }

    /// <summary>Every label on its own.</summary>
    public IReadOnlyList<ClassScore> LabelScores()
    {
        int[] once = [.. Enumerable.Repeat(1, Rows)];
        return [.. CountDecisions(once).Select((own, label) =>
        {
            (double rocAuc, double prAuc) = _rankings[label].Areas(once);
            return new ClassScore(
                LabelNames[label], own.Carried, own.Predicted, ConfusionMatrix.Ratio(own.Right, own.Predicted),
                ConfusionMatrix.Ratio(own.Right, own.Carried), own.F1(), rocAuc, prAuc);
        })];
    }

    /// <summary>The ROC curve of a label, at most 500 points; empty when no row or every row carries it.</summary>
    public IReadOnlyList<CurvePoint> RocCurve(int label) => _rankings[label].RocCurve();

    /// <summary>
    /// The precision-recall curve of a label, at most 500 points; empty when no row or every row carries it.
    /// </summary>
    public IReadOnlyList<CurvePoint> PrecisionRecallCurve(int label) => _rankings[label].PrecisionRecallCurve();

    private Decisions[] CountDecisions(ReadOnlySpan<int> counts)
    {
        var decisions = new Decisions[_rankings.Length];
        for (int row = 0; row < counts.Length; row++)
        {
            int count = counts[row];
            if (count == 0)
                continue;
            for (int label = 0; label < decisions.Length; label++)
            {
                bool carried = _labels[row][label], predicted = IsPredicted(_probabilities[row][label]);
                decisions[label] += new Decisions(
                    carried && predicted ? count : 0, carried ? count : 0, predicted ? count : 0);
            }
        }
        return decisions;
    }

    private static bool IsPredicted(double probability) => probability >= Threshold;

    private static double Loss(double probability, bool isCarried) =>
        CrossEntropy.Of(isCarried ? probability : 1 - probability);

    /// <summary>Rows that carry a label, for which it is predicted, and for which both hold.</summary>
    private readonly record struct Decisions(long Right, long Carried, long Predicted)
    {
        public static Decisions operator +(Decisions a, Decisions b) =>
            new(a.Right + b.Right, a.Carried + b.Carried, a.Predicted + b.Predicted);

        public double F1() => ConfusionMatrix.Ratio(2 * Right, Carried + Predicted);
    }
}

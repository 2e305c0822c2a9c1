namespace Cistron.Evaluation.Metrics;

/// <summary>
/// Test rows that belong to exactly one of two or more classes, with the probabilities that a model gave. The predicted
/// class is the most probable one, the first of equals.
/// </summary>
/// <remarks>
/// With two classes, ROC-AUC and PR-AUC are those of the second class (index 1), which is the positive one. With more,
/// they are the mean over classes of one class against the rest; classes without rows are left out.
/// </remarks>
public sealed class ClassPredictions : IPredictions
{
    private const double SumTolerance = 1e-2;

    private readonly double[][] _probabilities;
    private readonly int[] _labels;
    private readonly int[] _predicted;
    private readonly double[] _losses;
    private readonly Calibration _calibration;
    private readonly Ranking[] _rankings;

    /// <summary>Takes the rows as they are; the arrays are not copied and must not change afterwards.</summary>
    /// <param name="probabilities">
    /// Probabilities (rows, classes), each row summing to 1 within the precision of bfloat16.
    /// </param>
    /// <param name="labels">The class index of every row.</param>
    /// <param name="classNames">Names for notes and tables; the class indices when left out.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, lengths differ, a label is no class, or a row does not hold probabilities.
    /// </exception>
    public ClassPredictions(double[][] probabilities, int[] labels, IReadOnlyList<string>? classNames = null)
    {
        Shape.Check(probabilities, labels.Length);
        int classes = probabilities[0].Length;
        if (classes < 2)
            throw new ArgumentException($"A task has at least two classes; got {classes}.", nameof(probabilities));
        ClassNames = Shape.Names(classNames, classes);
        for (int row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)classes)
                throw new ArgumentException(
                    $"Label {labels[row]} of row {row} is none of {classes} classes.", nameof(labels));
            double sum = probabilities[row].Sum();
            if (!probabilities[row].All(value => value >= 0) || !(Math.Abs(sum - 1) <= SumTolerance))
                throw new ArgumentException(
                    $"Row {row} does not hold probabilities that sum to 1: {string.Join(", ", probabilities[row])}.",
                    nameof(probabilities));
        }

        _probabilities = probabilities;
        _labels = labels;
        _predicted = [.. probabilities.Select(row => Array.IndexOf(row, row.Max()))];
        _losses = [.. probabilities.Zip(labels, (row, label) => CrossEntropy.Of(row[label]))];
        _calibration = new Calibration(
            [.. probabilities.Select(row => row.Max())],
            [.. _predicted.Zip(labels, (predicted, label) => predicted == label)]);
        _rankings = [.. Enumerable.Range(0, classes).Select(label => new Ranking(
            [.. probabilities.Select(row => row[label])], [.. labels.Select(other => other == label)]))];
    }

    /// <inheritdoc/>
    public int Rows => _labels.Length;

    /// <summary>The number of classes.</summary>
    public int Classes => _rankings.Length;

    /// <summary>The name of every class.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Metrics { get; } =
    [
        Metric.Mcc, Metric.Accuracy, Metric.MacroF1, Metric.MacroPrecision, Metric.MacroRecall, Metric.RocAuc,
        Metric.PrAuc, Metric.Loss, Metric.CalibrationError,
    ];

    /// <inheritdoc/>
    public double[] Measure(ReadOnlySpan<int> counts)
    {
        ConfusionMatrix confusion = Confusion(counts);
        (double rocAuc, double prAuc) = Areas(counts, confusion);
        double loss = 0;
        for (int row = 0; row < counts.Length; row++)
            loss += counts[row] * _losses[row];
        return
        [
            confusion.Mcc(), confusion.Accuracy(), confusion.Macro(confusion.F1), confusion.Macro(confusion.Precision),
            confusion.Macro(confusion.Recall), rocAuc, prAuc, loss / confusion.Rows, _calibration.Error(counts),
        ];
    }

    /// <summary>The confusion matrix of all rows.</summary>
    public ConfusionMatrix Confusion() => Confusion(AllOnce());

    /// <summary>One class against the rest, for every class.</summary>
    public IReadOnlyList<ClassScore> ClassScores()
    {
        ConfusionMatrix confusion = Confusion();
        int[] once = AllOnce();
        return [.. Enumerable.Range(0, Classes).Select(label =>
        {
            (double rocAuc, double prAuc) = _rankings[label].Areas(once);
            return new ClassScore(
                ClassNames[label], confusion.Labelled(label), confusion.Predicted(label), confusion.Precision(label),
                confusion.Recall(label), confusion.F1(label), rocAuc, prAuc);
        })];
    }

    /// <summary>The bars of the reliability diagram.</summary>
    public IReadOnlyList<ReliabilityBin> Reliability() => _calibration.Diagram();

    /// <summary>
    /// The ROC curve of a class against the rest, at most 500 points; empty when the class has no rows or all rows.
    /// </summary>
    public IReadOnlyList<CurvePoint> RocCurve(int label) => _rankings[label].RocCurve();

    /// <summary>
    /// The precision-recall curve of a class, at most 500 points; empty when the class has no rows or all rows.
    /// </summary>
    public IReadOnlyList<CurvePoint> PrecisionRecallCurve(int label) => _rankings[label].PrecisionRecallCurve();

    private (double RocAuc, double PrAuc) Areas(ReadOnlySpan<int> counts, ConfusionMatrix confusion)
    {
        if (Classes == 2)
            return _rankings[1].Areas(counts);
        double rocAuc = 0, prAuc = 0;
        int present = 0;
        for (int label = 0; label < Classes; label++)
        {
            if (confusion.Labelled(label) == 0)
                continue;
            (double roc, double pr) = _rankings[label].Areas(counts);
            rocAuc += roc;
            prAuc += pr;
            present++;
        }
        return (rocAuc / present, prAuc / present);
    }

    private ConfusionMatrix Confusion(ReadOnlySpan<int> counts)
    {
        var confusion = new long[Classes][];
        for (int label = 0; label < Classes; label++)
            confusion[label] = new long[Classes];
        for (int row = 0; row < counts.Length; row++)
            confusion[_labels[row]][_predicted[row]] += counts[row];
        return new ConfusionMatrix(confusion);
    }

    private int[] AllOnce() => [.. Enumerable.Repeat(1, Rows)];
}

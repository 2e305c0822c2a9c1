namespace Cistron.Evaluation.Metrics;

/// <summary>How often each class was predicted for each label, and the metrics that follow from that alone.</summary>
/// <param name="counts">Rows by label and predicted class: <c>counts[label][predicted]</c>, square.</param>
public sealed class ConfusionMatrix(long[][] counts)
{
    /// <summary>Rows by label and predicted class: <c>Counts[label][predicted]</c>.</summary>
    public long[][] Counts { get; } = counts;

    /// <summary>The number of classes.</summary>
    public int Classes => Counts.Length;

    /// <summary>All rows.</summary>
    public long Rows { get; } = counts.Sum(row => row.Sum());

    /// <summary>The number of rows whose label is <paramref name="label"/>.</summary>
    public long Labelled(int label) => Counts[label].Sum();

    /// <summary>The number of rows for which <paramref name="label"/> was predicted.</summary>
    public long Predicted(int label) => Counts.Sum(row => row[label]);

    /// <summary>Share of rows whose predicted class is the label.</summary>
    public double Accuracy() => (double)Correct() / Rows;

    /// <summary>
    /// Matthews correlation coefficient: R_K of Gorodkin, "Comparing two K-category assignments by a K-category
    /// correlation coefficient" (2004), which is the usual one for two classes. 0 when it is undefined because all
    /// labels or all predictions are one class.
    /// </summary>
    public double Mcc()
    {
        double rows = Rows, agreement = 0, labelSquares = 0, predictedSquares = 0;
        for (int label = 0; label < Classes; label++)
        {
            double labelled = Labelled(label), predicted = Predicted(label);
            agreement += labelled * predicted;
            labelSquares += labelled * labelled;
            predictedSquares += predicted * predicted;
        }
        double spread = (rows * rows - predictedSquares) * (rows * rows - labelSquares);
        return spread == 0 ? 0 : (Correct() * rows - agreement) / Math.Sqrt(spread);
    }

    /// <summary>
    /// Share of the predictions of <paramref name="label"/> that are right; 0 when it was never predicted.
    /// </summary>
    public double Precision(int label) => Ratio(Counts[label][label], Predicted(label));

    /// <summary>Share of the rows of <paramref name="label"/> that were found; 0 when there are none.</summary>
    public double Recall(int label) => Ratio(Counts[label][label], Labelled(label));

    /// <summary>Harmonic mean of precision and recall; 0 when the class was neither labelled nor predicted.</summary>
    public double F1(int label) => Ratio(2 * Counts[label][label], Predicted(label) + Labelled(label));

    /// <summary>
    /// The mean of <paramref name="perClass"/> over the classes that occur among labels or predictions: a class of the
    /// model that these rows know nothing about says nothing about the model.
    /// </summary>
    public double Macro(Func<int, double> perClass) =>
        Enumerable.Range(0, Classes).Where(label => Labelled(label) + Predicted(label) > 0).Average(perClass);

    private long Correct() => Counts.Select((row, label) => row[label]).Sum();

    internal static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}

using System.Globalization;

namespace Cistron.Evaluation.Metrics;

/// <summary>Recognises a classifier that ignores its input, which accuracy alone can hide.</summary>
public static class Collapse
{
    private const double Overwhelming = 0.99;

    /// <summary>
    /// A warning sentence when one class is more than 99 % of the predictions but not of the labels, or when MCC is 0;
    /// null when neither is so, or when all labels are one class and nothing can be told.
    /// </summary>
    public static string? Check(ConfusionMatrix confusion, IReadOnlyList<string> classNames)
    {
        double[] labelled = [.. Shares(confusion, confusion.Labelled)];
        double[] predicted = [.. Shares(confusion, confusion.Predicted)];
        if (labelled.Max() == 1)
            return null;

        for (int label = 0; label < confusion.Classes; label++)
            if (predicted[label] > Overwhelming && labelled[label] <= Overwhelming)
                return string.Create(CultureInfo.InvariantCulture,
                    $"Collapse: {100 * predicted[label]:0.#} % of the predictions are class '{classNames[label]}', "
                    + $"which is only {100 * labelled[label]:0.#} % of the labels; the model hardly looks at its "
                    + $"input, so train longer, or with another learning rate or balanced classes.");
        return confusion.Mcc() == 0
            ? "MCC is 0: the predictions say nothing about the labels that chance would not."
            : null;
    }

    private static IEnumerable<double> Shares(ConfusionMatrix confusion, Func<int, long> rowsOf) =>
        Enumerable.Range(0, confusion.Classes).Select(label => (double)rowsOf(label) / confusion.Rows);
}

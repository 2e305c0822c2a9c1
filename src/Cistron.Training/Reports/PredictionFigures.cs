using Cistron.Models.Folders;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Sequences.Datasets;

namespace Cistron.Training.Reports;

/// <summary>The charts of predictions, each with the sentence that says what to see in it.</summary>
public static class PredictionFigures
{
    private const int MostCurves = 4;
    private const int MostClasses = 25;

    /// <summary>
    /// Curves, confusion and calibration of every method; for values, targets by prediction and errors. Curves of more
    /// than four classes and the confusion of more than 25 are left to tables.
    /// </summary>
    public static Figures Of(JudgedRows rows) => new(rows.Task.Kind.IsNumeric() ? [.. Values(rows)] :
    [
        .. Curves(rows),
        .. rows.Task.Kind.HasClasses() && rows.Task.Outputs.Count <= MostClasses ? Confusions(rows) : [],
        .. Calibrations(rows),
    ]);

    /// <summary>Whether <see cref="Of"/> shows curves, or values; else there are too many classes for them.</summary>
    public static bool ShowsCurves(SequenceTask task) => task.Outputs.Count <= MostCurves;

    private static IEnumerable<Figure> Curves(JudgedRows rows)
    {
        var charts = new ClassCharts(rows);
        if (!ShowsCurves(rows.Task))
            yield break;
        string kind = rows.Task.Kind == TaskKind.MultiLabel ? "label" : "class";
        int first = rows.HasTwoClasses ? 1 : 0;
        for (int output = first; output < rows.Task.Outputs.Count; output++)
        {
            string positive = $"{kind} '{rows.Task.Outputs[output]}'";
            bool explains = output == first;
            yield return Figure(charts.Roc(output), !explains ? $"The same for {positive}."
                : $"Which share of {positive} is found (up) when which share of the others is taken along (right). A "
                    + "curve nearer to the upper left corner is better.");
            yield return Figure(charts.PrecisionRecall(output), !explains ? $"The same for {positive}."
                : $"Which share of what is called {positive} is right (up) when which share of it is found (right). "
                    + "The dashed line is the precision of guessing.");
        }
    }

    private static IEnumerable<Figure> Confusions(JudgedRows rows) => rows.Arms.Select(arm => Figure(
        new ClassCharts(rows).Confusion(arm),
        $"Answers of '{arm.Name}': {rows.Unit} by their true and most probable class. Percentages are of a true class."));

    private static IEnumerable<Figure> Calibrations(JudgedRows rows)
    {
        string what = rows.HasTwoClasses ? $"class '{rows.Task.Outputs[1]}'"
            : rows.Task.Kind.HasClasses() ? "any class, all classes together"
            : "any label, all labels together";
        return rows.Arms.Select(arm => Figure(new ClassCharts(rows).Calibration(arm),
            $"Answers of '{arm.Name}' with like probabilities of {what}: how often it is true (up) over the mean "
            + "probability (right). On the diagonal a probability can be taken at its word."));
    }

    private static IEnumerable<Figure> Values(JudgedRows rows)
    {
        var charts = new ValueCharts(rows);
        yield return Figure(charts.TargetsByPrediction(),
            $"{(rows.Task.Kind.IsPerBase() ? "Bases" : "Rows")} in groups of like predictions: the mean target (up, with its 95 % interval) over the mean prediction "
            + "(right). Where a line is flatter than the line of equality, predictions are too bold; where it is "
            + "steeper, too timid.");
        yield return Figure(charts.Errors(), "How far predictions lie from their targets; a narrow peak at 0 is good.");
    }

    private static Figure Figure(Chart chart, string caption) => new(chart.Draw(), caption);
}

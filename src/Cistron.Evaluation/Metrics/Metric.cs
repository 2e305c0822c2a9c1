namespace Cistron.Evaluation.Metrics;

/// <summary>
/// A number that judges predictions: its name in recipes, tables and result files, and its direction. This list is the
/// only place where names and directions stand.
/// </summary>
/// <param name="Name">The name in recipes and results, such as <c>roc_auc</c>.</param>
/// <param name="Title">The name for people, such as <c>ROC-AUC</c>.</param>
/// <param name="HigherIsBetter">Whether a better model has a higher value; errors and losses fall instead.</param>
public sealed record Metric(string Name, string Title, bool HigherIsBetter)
{
    /// <summary>Matthews correlation coefficient; for several classes R_K of Gorodkin (2004). In [-1, 1].</summary>
    public static Metric Mcc { get; } = new("mcc", "MCC", true);

    /// <summary>Share of rows whose most probable class is the label.</summary>
    public static Metric Accuracy { get; } = new("accuracy", "Accuracy", true);

    /// <summary>Share of rows with every one of several labels right.</summary>
    public static Metric SubsetAccuracy { get; } = new("subset_accuracy", "Subset accuracy", true);

    /// <summary>Mean over classes of the harmonic mean of precision and recall.</summary>
    public static Metric MacroF1 { get; } = new("macro_f1", "Macro-F1", true);

    /// <summary>F1 of the decisions on all labels together.</summary>
    public static Metric MicroF1 { get; } = new("micro_f1", "Micro-F1", true);

    /// <summary>Mean over classes of the share of a class's predictions that are right.</summary>
    public static Metric MacroPrecision { get; } = new("macro_precision", "Macro precision", true);

    /// <summary>Mean over classes of the share of a class's rows that are found.</summary>
    public static Metric MacroRecall { get; } = new("macro_recall", "Macro recall", true);

    /// <summary>Area under the ROC curve: the chance that a positive row ranks above a negative one.</summary>
    public static Metric RocAuc { get; } = new("roc_auc", "ROC-AUC", true);

    /// <summary>Area under the precision-recall curve as average precision, without interpolation.</summary>
    public static Metric PrAuc { get; } = new("pr_auc", "PR-AUC", true);

    /// <summary>Mean cross-entropy in nats.</summary>
    public static Metric Loss { get; } = new("loss", "Loss", false);

    /// <summary>Expected calibration error of Guo et al. (2017): mean distance of confidence from accuracy.</summary>
    public static Metric CalibrationError { get; } = new("calibration_error", "Calibration error", false);

    /// <summary>Cross-entropy of a language model in bits per predicted base; 2 for uniform bases.</summary>
    public static Metric BitsPerBase { get; } = new("bits_per_base", "Bits per base", false);

    /// <summary>Linear correlation of prediction and target.</summary>
    public static Metric Pearson { get; } = new("pearson", "Pearson", true);

    /// <summary>Correlation of the ranks of prediction and target.</summary>
    public static Metric Spearman { get; } = new("spearman", "Spearman", true);

    /// <summary>Share of the targets' variance that the predictions explain; negative below the mean's own.</summary>
    public static Metric R2 { get; } = new("r2", "R²", true);

    /// <summary>Root of the mean squared error, in the targets' unit.</summary>
    public static Metric Rmse { get; } = new("rmse", "RMSE", false);

    /// <summary>Mean absolute error, in the targets' unit.</summary>
    public static Metric Mae { get; } = new("mae", "MAE", false);

    /// <summary>Every metric, in the order in which tables show them.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        Mcc, Accuracy, SubsetAccuracy, MacroF1, MicroF1, MacroPrecision, MacroRecall, RocAuc, PrAuc, Loss,
        CalibrationError, BitsPerBase, Pearson, Spearman, R2, Rmse, Mae,
    ];

    /// <summary>The metric called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">No metric has that name.</exception>
    public static Metric Named(string name) =>
        All.FirstOrDefault(metric => metric.Name == name)
        ?? throw new ArgumentException(
            $"'{name}' names no metric; write one of {string.Join(", ", All.Select(metric => metric.Name))}.",
            nameof(name));

    /// <summary>
    /// Whether <paramref name="candidate"/> beats <paramref name="best"/>. An undefined value (NaN) beats nothing and is
    /// beaten by any other.
    /// </summary>
    public bool IsBetter(double candidate, double best)
    {
        if (double.IsNaN(candidate) || double.IsNaN(best))
            return double.IsNaN(best) && !double.IsNaN(candidate);
        return HigherIsBetter ? candidate > best : candidate < best;
    }
}

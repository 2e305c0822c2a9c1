using Cistron.Data.Tables;
using Cistron.Evaluation.Baselines;
using Cistron.Evaluation.Metrics;
using Cistron.Models.Folders;
using Cistron.Sequences.Alphabets;
using Cistron.Training.Data;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>The k-mer baseline beside a model, on the same rows.</summary>
/// <param name="Arm">The baseline's predictions, and how good they are.</param>
/// <param name="Note">What the baseline was and how it was chosen.</param>
/// <param name="Difference">Model minus baseline; an interval without 0 is evidence of a difference.</param>
internal sealed record BaselineComparison(
    Arm Arm, string Note, IReadOnlyDictionary<string, Estimate> Difference)
{
    /// <summary>Fits the baseline and judges it on the rows that the model was judged on.</summary>
    /// <param name="task">The task.</param>
    /// <param name="train">Rows to fit on: those that the model was trained on.</param>
    /// <param name="dev">Rows to choose k and penalty by; null for cross-validation within train.</param>
    /// <param name="judged">Rows to judge on.</param>
    /// <param name="model">The model's predictions for <paramref name="judged"/>.</param>
    /// <param name="alphabet">The letters of the sequences.</param>
    /// <param name="seed">The run's seed.</param>
    public static BaselineComparison Of(SequenceTask task, LabelledData train, LabelledData? dev, LabelledData judged,
        IPredictions model, Alphabet alphabet, ulong seed)
    {
        var baseline = KmerBaseline.Train(Rows(task, train), dev is null ? null : Rows(task, dev), alphabet, seed);
        double[][] outputs = baseline.Predict(judged.Samples.Select(s => s.Bases));
        var arm = Arm.Of("baseline", task, outputs, TaskTargets.Of(task, judged), seed);
        return new BaselineComparison(arm, baseline.Note, Bootstrap.Difference(model, arm.Predictions, seed));
    }

    private static BaselineRows Rows(SequenceTask task, LabelledData table) =>
        new([.. table.Samples.Select(s => s.Bases)], TaskTargets.Outcomes(task, TaskTargets.Of(task, table)));
}

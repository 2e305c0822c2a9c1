using Cistron.Data.Tables;
using Cistron.Evaluation.Baselines;
using Cistron.Evaluation.Metrics;
using Cistron.Models.Folders;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Training.Data;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>The baseline beside a model, on the same rows: k-mer counts for sequences, letters nearby for bases.</summary>
/// <param name="Arm">The baseline's predictions, and how good they are.</param>
/// <param name="Note">What the baseline was and how it was chosen.</param>
/// <param name="Difference">Model minus baseline; an interval without 0 is evidence of a difference.</param>
internal sealed record BaselineComparison(
    Arm Arm, string Note, IReadOnlyDictionary<string, Estimate> Difference)
{
    /// <summary>Fits the baseline and judges it on the rows that the model was judged on.</summary>
    /// <param name="task">The task.</param>
    /// <param name="train">Rows to fit on: those that the model was trained on.</param>
    /// <param name="dev">Rows to choose the baseline's form by; null for cross-validation within train.</param>
    /// <param name="judged">Rows to judge on.</param>
    /// <param name="model">The model's predictions for <paramref name="judged"/>.</param>
    /// <param name="alphabet">The letters of the sequences.</param>
    /// <param name="seed">The run's seed.</param>
    public static BaselineComparison Of(SequenceTask task, LabelledData train, LabelledData? dev, LabelledData judged,
        IPredictions model, Alphabet alphabet, ulong seed)
    {
        double[][] targets = TaskTargets.Of(task, judged);
        var (outputs, note) = task.Kind.IsPerBase() ? OfBases() : OfSequences();
        var arm = Arm.Of("baseline", task, outputs, targets, seed);
        return new BaselineComparison(arm, note, Bootstrap.Difference(
            TaskTargets.BySequence(task, model, targets), TaskTargets.BySequence(task, arm.Predictions, targets), seed));

        (double[][], string) OfSequences()
        {
            var baseline = KmerBaseline.Train(Rows(task, train), dev is null ? null : Rows(task, dev), alphabet, seed);
            return (baseline.Predict(judged.Samples.Select(s => s.Bases)), baseline.Note);
        }

        (double[][], string) OfBases()
        {
            var baseline = WindowBaseline.Train(Bases(task, train), dev is null ? null : Bases(task, dev), alphabet, seed);
            return (baseline.Predict([.. judged.Samples.Select(s => s.Bases)], Measured(targets)), baseline.Note);
        }
    }

    private static BaselineRows Rows(SequenceTask task, LabelledData table) =>
        new([.. table.Samples.Select(s => s.Bases)], TaskTargets.Outcomes(task, TaskTargets.Of(task, table)));

    private static BaselineBases Bases(SequenceTask task, LabelledData table)
    {
        double[][] targets = TaskTargets.Of(task, table);
        return new([.. table.Samples.Select(s => s.Bases)], [.. Measured(targets)], TaskTargets.Outcomes(task, targets));
    }

    private static IEnumerable<(int Sequence, int Base)> Measured(double[][] targets) =>
        targets.Index().SelectMany(row => row.Item.Index().Where(ofBase => double.IsFinite(ofBase.Item))
            .Select(ofBase => (row.Index, ofBase.Index)));
}

using Cistron.Evaluation.Metrics;
using Cistron.Models;
using Cistron.Models.Inference;
using Cistron.Sequences.Datasets;
using Cistron.Torch;

namespace Cistron.Training.Objectives;

/// <summary>
/// Classification or regression of single bases: cross-entropy or squared error, summed over the measured bases. The
/// others have no part in the loss and send no gradient.
/// </summary>
/// <inheritdoc cref="TaskObjective(IPredictor, TargetRows, TargetRows, Metric, int, int, ulong, int)"/>
public sealed class PerBaseObjective(PerBasePredictor predictor, TargetRows train, TargetRows? dev, Metric selection,
    int batchSize, int accumulate, ulong seed, int frames = 1)
    : TaskObjective(predictor, train, dev, selection, batchSize, accumulate, seed, frames)
{
    /// <summary>LibTorch's own mark of a target that its cross-entropy passes over.</summary>
    private const long NoClass = -100;

    /// <inheritdoc />
    public override BatchLoss Loss(Batch batch)
    {
        var (rows, targets) = (PerBaseBatch)batch;
        var (task, device) = (predictor.Task, predictor.Model.Device);
        Tensor outputs = predictor.Model.Forward(rows, predictor.Encoder.Tokenizer.Vocabulary.Specials.Padding);   // (N, K)
        if (task.Kind == TaskKind.PerBaseClass)
        {
            long[] classes = [.. targets.Select(t => double.IsNaN(t) ? NoClass : (long)t)];
            return Operators.CrossEntropyLoss(outputs, Tensor.From<long>(classes, classes.Length).To(device, DType.Int64),
                ClassWeights, Reduction.Sum, NoClass);
        }
        float[] values = [.. targets.Select(t => double.IsNaN(t) ? 0 : (float)((t - task.TargetMean) / task.TargetDeviation))];
        float[] measured = [.. targets.Select(t => double.IsNaN(t) ? 0f : 1)];
        Tensor wanted = Tensor.From<float>(values, values.Length, 1).To(device, DType.Float32);
        Tensor mask = Tensor.From<float>(measured, measured.Length, 1).To(device, DType.Float32);
        return (outputs * mask).MseLoss(wanted, Reduction.Sum);
    }

    /// <inheritdoc />
    protected override Batch BatchOf(IReadOnlyList<LabelledRow> rows) => new PerBaseBatch(
        [.. rows.Select(row => predictor.Encoder.EncodeSpanned(row.Bases, row.Window))],
        [.. rows.SelectMany(row => row.Targets[row.Window.Start..row.Window.End])]);
}

/// <summary>Rows with the targets of their bases for one forward pass.</summary>
/// <param name="Inputs">The rows.</param>
/// <param name="Targets">A class index or a value for each base of all rows, row after row; NaN where it was not measured.</param>
public sealed record PerBaseBatch(IReadOnlyList<SpannedRow> Inputs, IReadOnlyList<double> Targets) : Batch(
    Inputs.Count, Inputs.Sum(row => (long)row.Ids.Length), Targets.Count(double.IsFinite));

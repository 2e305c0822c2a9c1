using Cistron.Evaluation.Metrics;
using Cistron.Models;
using Cistron.Models.Inference;
using Cistron.Sequences.Datasets;
using Cistron.Torch;

namespace Cistron.Training.Objectives;

/// <summary>Classification, multi-label classification or regression of whole sequences.</summary>
/// <inheritdoc cref="TaskObjective(IPredictor, TargetRows, TargetRows, Metric, int, int, ulong, int)"/>
public sealed class SequenceObjective(SequencePredictor predictor, TargetRows train, TargetRows? dev, Metric selection,
    int batchSize, int accumulate, ulong seed, int frames = 1)
    : TaskObjective(predictor, train, dev, selection, batchSize, accumulate, seed, frames)
{
    /// <inheritdoc />
    public override BatchLoss Loss(Batch batch)
    {
        var rows = (SequenceBatch)batch;
        var device = predictor.Model.Device;
        var tokens = TokenBatch.From(rows.Inputs, predictor.Encoder.Tokenizer.Vocabulary.Specials.Padding, device);
        Tensor outputs = predictor.Model.Forward(tokens);               // (B, K)
        var task = predictor.Task;
        if (task.Kind == TaskKind.MultiClass)
        {
            long[] classes = [.. rows.Targets.Select(t => (long)t[0])];
            return Operators.CrossEntropyLoss(
                outputs, Tensor.From<long>(classes, classes.Length).To(device, DType.Int64), ClassWeights, Reduction.Sum);
        }
        float[] targets = [.. rows.Targets.SelectMany(t => t).Select(v => (float)((v - task.TargetMean) / task.TargetDeviation))];
        Tensor wanted = Tensor.From<float>(targets, rows.Rows, targets.Length / rows.Rows).To(device, DType.Float32);
        return task.Kind == TaskKind.MultiLabel
            ? outputs.BinaryCrossEntropyWithLogits(wanted, posWeight: ClassWeights, reduction: Reduction.Sum) * (1.0 / task.Outputs.Count)
            : outputs.MseLoss(wanted, Reduction.Sum);
    }

    /// <inheritdoc />
    protected override Batch BatchOf(IReadOnlyList<LabelledRow> rows) => new SequenceBatch(
        [.. rows.Select(row => predictor.Encoder.Encode(row.Bases, row.Window))], [.. rows.Select(row => row.Targets)]);
}

/// <summary>Rows with their targets for one forward pass.</summary>
/// <param name="Inputs">Ids, row by row.</param>
/// <param name="Targets">Targets, row by row.</param>
public sealed record SequenceBatch(IReadOnlyList<int[]> Inputs, IReadOnlyList<double[]> Targets) : Batch(
    Inputs.Count, Inputs.Sum(i => (long)i.Length), Inputs.Count);

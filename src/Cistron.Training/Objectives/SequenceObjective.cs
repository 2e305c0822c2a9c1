using Cistron.Data.Tables;
using Cistron.Evaluation.Metrics;
using Cistron.Models;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Randomness;
using Cistron.Torch;
using Cistron.Training.Data;

namespace Cistron.Training.Objectives;

/// <summary>Sequences with their targets, as an objective takes them.</summary>
/// <param name="Bases">Upper-case letters, one sequence a row.</param>
/// <param name="Targets">What <see cref="TaskTargets.Of"/> gave.</param>
public sealed record TargetRows(IReadOnlyList<byte[]> Bases, double[][] Targets)
{
    /// <summary>The rows of a labelled table for a task.</summary>
    public static TargetRows Of(SequenceTask task, LabelledData data) =>
        new([.. data.Samples.Select(s => s.Bases)], TaskTargets.Of(task, data));
}

/// <summary>Classification, multi-label classification or regression of whole sequences.</summary>
public sealed class SequenceObjective : Objective
{
    private readonly SequencePredictor _predictor;
    private readonly TargetRows _train;
    private readonly TargetRows? _dev;
    private readonly Metric _selection;
    private readonly EpochPlan _plan;
    private readonly int _batchSize;
    private readonly ulong _seed;

    /// <summary>An objective over rows in memory.</summary>
    /// <param name="predictor">The model with its task and encoder.</param>
    /// <param name="train">Rows to train on.</param>
    /// <param name="dev">Rows that weights are chosen on; null for none.</param>
    /// <param name="selection">The metric that weights are chosen by.</param>
    /// <param name="batchSize">Rows of one forward pass.</param>
    /// <param name="accumulate">Forward passes of one step.</param>
    /// <param name="seed">The run's seed. A long sequence cut into windows shows one of them each epoch, drawn from the
    /// stream "training window" at epoch and row; a row of either strand draws it from "training strand".</param>
    public SequenceObjective(SequencePredictor predictor, TargetRows train, TargetRows? dev, Metric selection, int batchSize,
        int accumulate, ulong seed)
    {
        (_predictor, _train, _dev, _selection, _batchSize, _seed) = (predictor, train, dev, selection, batchSize, seed);
        var encoder = predictor.Encoder;
        int[] lengths = [.. train.Bases.Select(b => encoder.Tokenizer.TokenCount(encoder.Cut(b.Length)[0].Length))];
        _plan = new EpochPlan(lengths, batchSize * accumulate, seed);
    }

    /// <inheritdoc />
    public override Model Model => _predictor.Model;

    /// <inheritdoc />
    public override string SelectionMetric => _selection.Name;

    /// <inheritdoc />
    public override bool HigherIsBetter => _selection.HigherIsBetter;

    /// <inheritdoc />
    public override double StepsPerEpoch => _plan.StepsPerEpoch;

    /// <inheritdoc />
    public override IReadOnlyList<Batch> Batches(long step)
    {
        long epoch = step / _plan.StepsPerEpoch;
        return [.. _plan.Rows(step).Chunk(_batchSize).Select(rows => new SequenceBatch(
            [.. rows.Select(row => Encode(row, epoch))], [.. rows.Select(row => _train.Targets[row])]))];
    }

    /// <inheritdoc />
    public override BatchLoss Loss(Batch batch)
    {
        var rows = (SequenceBatch)batch;
        var device = _predictor.Model.Device;
        var tokens = TokenBatch.From(rows.Inputs, _predictor.Encoder.Tokenizer.Vocabulary.Specials.Padding, device);
        Tensor outputs = _predictor.Model.Forward(tokens);              // (B, K)
        var task = _predictor.Task;
        if (task.Kind == TaskKind.MultiClass)
        {
            long[] classes = [.. rows.Targets.Select(t => (long)t[0])];
            return Operators.CrossEntropyLoss(
                outputs, Tensor.From<long>(classes, classes.Length).To(device, DType.Int64), reduction: Reduction.Sum);
        }
        float[] targets = [.. rows.Targets.SelectMany(t => t).Select(v => (float)((v - task.TargetMean) / task.TargetDeviation))];
        Tensor wanted = Tensor.From<float>(targets, rows.Rows, targets.Length / rows.Rows).To(device, DType.Float32);
        return task.Kind == TaskKind.MultiLabel
            ? outputs.BinaryCrossEntropyWithLogits(wanted, reduction: Reduction.Sum) * (1.0 / task.Outputs.Count)
            : outputs.MseLoss(wanted, Reduction.Sum);
    }

    /// <summary>Every metric of the task on the dev rows.</summary>
    public override IReadOnlyDictionary<string, double> Validate()
    {
        if (_dev is null)
            return new Dictionary<string, double>();
        double[][] outputs = [.. _predictor.Predict(_dev.Bases, b => b, _batchSize).Select(p => p.Output)];
        var predictions = TaskTargets.Judge(_predictor.Task, outputs, _dev.Targets);
        int[] once = new int[predictions.Rows];
        Array.Fill(once, 1);
        return predictions.Metrics.Zip(predictions.Measure(once)).ToDictionary(m => m.First.Name, m => m.Second);
    }

    private int[] Encode(int row, long epoch)
    {
        byte[] bases = _train.Bases[row];
        if (_predictor.Task.Strands == StrandSampling.Both && RandomStream.For(_seed, "training strand", epoch, row).NextDouble() < 0.5)
            bases = ReverseComplement.Of(bases, _predictor.Encoder.Tokenizer.Alphabet);
        var windows = _predictor.Encoder.Cut(bases.Length);
        var window = windows.Count == 1
            ? windows[0]
            : windows[(int)RandomStream.For(_seed, "training window", epoch, row).NextBelow(windows.Count)];
        return _predictor.Encoder.Encode(bases, window);
    }
}

/// <summary>Rows with their targets for one forward pass.</summary>
/// <param name="Inputs">Ids, row by row.</param>
/// <param name="Targets">Targets, row by row.</param>
public sealed record SequenceBatch(IReadOnlyList<int[]> Inputs, IReadOnlyList<double[]> Targets) : Batch(
    Inputs.Count, Inputs.Sum(i => (long)i.Length), Inputs.Count);

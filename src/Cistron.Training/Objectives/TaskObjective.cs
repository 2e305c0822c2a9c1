using Cistron.Data.Tables;
using Cistron.Evaluation.Metrics;
using Cistron.Models;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Training.Data;

namespace Cistron.Training.Objectives;

/// <summary>Sequences with their targets, as an objective takes them.</summary>
/// <param name="Bases">Upper-case letters, one sequence a row.</param>
/// <param name="Targets">What <see cref="TaskTargets.Of"/> gave.</param>
/// <param name="ClassWeights">What a row of each class counts in the loss; null: all alike.</param>
public sealed record TargetRows(IReadOnlyList<byte[]> Bases, double[][] Targets, float[]? ClassWeights = null)
{
    /// <summary>The rows of a labelled table for a task.</summary>
    public static TargetRows Of(SequenceTask task, LabelledData data) =>
        new([.. data.Samples.Select(s => s.Bases)], TaskTargets.Of(task, data));
}

/// <summary>What objectives over labelled rows share: which rows a step sees, and the metrics on dev rows.</summary>
public abstract class TaskObjective : Objective
{
    private readonly IPredictor _predictor;
    private readonly TargetRows _train;
    private readonly TargetRows? _dev;
    private readonly Metric _selection;
    private readonly EpochPlan _plan;
    private readonly int _batchSize;
    private readonly int _frames;
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
    /// <param name="frames">Reading frames of training rows: each begins at one of its first so many bases, drawn from the stream
    /// "reading frame" at epoch and row; 1: at the first.</param>
    protected TaskObjective(IPredictor predictor, TargetRows train, TargetRows? dev, Metric selection, int batchSize,
        int accumulate, ulong seed, int frames)
    {
        (_predictor, _train, _dev, _selection, _batchSize, _seed, _frames) = (predictor, train, dev, selection, batchSize, seed, frames);
        var encoder = predictor.Encoder;
        int[] lengths = [.. train.Bases.Select(b => encoder.Encode(b, encoder.Cut(b)[0]).Length)];
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
        return [.. _plan.Rows(step).Chunk(_batchSize).Select(rows => BatchOf([.. rows.Select(row => RowOf(row, epoch))]))];
    }

    /// <summary>Every metric of the task on the dev rows.</summary>
    public override IReadOnlyDictionary<string, double> Validate()
    {
        if (_dev is null)
            return new Dictionary<string, double>();
        var task = _predictor.Task;
        double[][] outputs = TaskTargets.SingleOutputs(task, _predictor.Outputs(_dev.Bases, _batchSize), _dev.Targets);
        var predictions = TaskTargets.Judge(task, outputs, _dev.Targets);
        int[] once = new int[predictions.Rows];
        Array.Fill(once, 1);
        return predictions.Metrics.Zip(predictions.Measure(once)).ToDictionary(m => m.First.Name, m => m.Second);
    }

    /// <summary>What a row of each class counts in the loss (K,), float32; null where all count alike.</summary>
    protected Tensor? ClassWeights => _train.ClassWeights is { } weights
        ? Tensor.From<float>(weights, weights.Length).To(Model.Device, DType.Float32)
        : null;

    /// <summary>A labelled row of a step.</summary>
    /// <param name="Bases">The whole sequence.</param>
    /// <param name="Window">The piece of it that the step sees.</param>
    /// <param name="Targets">The targets of the whole sequence.</param>
    protected readonly record struct LabelledRow(byte[] Bases, Window Window, double[] Targets);

    /// <summary>Rows as one forward pass takes them.</summary>
    protected abstract Batch BatchOf(IReadOnlyList<LabelledRow> rows);

    private LabelledRow RowOf(int row, long epoch)
    {
        byte[] bases = _train.Bases[row];
        if (_predictor.Task.Strands == StrandSampling.Both && RandomStream.For(_seed, "training strand", epoch, row).NextDouble() < 0.5)
            bases = ReverseComplement.Of(bases, _predictor.Encoder.Tokenizer.Alphabet);
        var windows = _predictor.Encoder.Cut(bases);
        var window = windows.Count == 1
            ? windows[0]
            : windows[(int)RandomStream.For(_seed, "training window", epoch, row).NextBelow(windows.Count)];
        if (_frames > 1)
            window = window with
            {
                Start = window.Start + RandomFrame.Draw(_frames, window.Length, RandomStream.For(_seed, "reading frame", epoch, row)),
            };
        return new LabelledRow(bases, window, _train.Targets[row]);
    }
}

using Cistron.Models.Folders;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Torch.Autograd;

namespace Cistron.Models.Inference;

/// <summary>A fine-tuned model of bases with its task: sequences in, probabilities or values for each base out.</summary>
/// <param name="Model">On its device.</param>
/// <param name="Task">What the outputs mean.</param>
/// <param name="Encoder">How sequences become rows; a rule for long ones keeps all of their bases.</param>
public sealed record PerBasePredictor(PerBaseModel Model, SequenceTask Task, SequenceEncoder Encoder) : IPredictor
{
    Model IPredictor.Model => Model;

    /// <summary>The precision of matrix products. Default: float32.</summary>
    public DType Precision { get; init; } = DType.Float32;

    /// <summary>
    /// Class probabilities or one value in the labels' own unit for each base of a stream of sequences, averaged where
    /// windows of a long sequence overlap. Memory holds a few batches, and the order stays.
    /// </summary>
    /// <param name="items">Anything that has bases.</param>
    /// <param name="bases">Upper-case letters of the tokenizer's alphabet; at least one.</param>
    /// <param name="batchSize">Rows of one forward pass, at most.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public IEnumerable<(T Item, double[][] Outputs)> Predict<T>(
        IEnumerable<T> items, Func<T, byte[]> bases, int batchSize, CancellationToken stop = default)
    {
        Model.SetTraining(false);
        var batches = new RowBatches<SpannedRow, float[]>(batchSize, Model.Backbone.BatchTokens, row => row.Ids.Length, Forward);
        var cut = items.Select(item => (Item: item, Windows: Encoder.Cut(bases(item))));
        foreach (var ((item, windows), outputs) in batches.Answers(cut, one => Rows(bases(one.Item), one.Windows), stop))
            yield return (item, Mean(windows, outputs, bases(item).Length));
    }

    /// <inheritdoc />
    public IEnumerable<double[][]> Outputs(IEnumerable<byte[]> sequences, int batchSize, CancellationToken stop = default) =>
        Predict(sequences, bases => bases, batchSize, stop).Select(prediction => prediction.Outputs);

    private IEnumerable<SpannedRow> Rows(byte[] bases, IReadOnlyList<Window> windows) =>
        windows.Select(window => Encoder.EncodeSpanned(bases, window));

    /// <summary>The outputs of each row's bases, one after the other.</summary>
    private float[][] Forward(SpannedRow[] rows)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        // Also where a training step is cast otherwise: answers must not depend on who asks.
        using var autocast = new Autocast(Model.Device, Precision);
        Tensor answers = Model.Forward(rows, Encoder.Tokenizer.Vocabulary.Specials.Padding);
        answers = Task.Kind == TaskKind.PerBaseClass ? answers.Softmax(-1) : answers.Mul(Task.TargetDeviation) + Task.TargetMean;
        float[] values = answers.To(DType.Float32).ToArray<float>();
        int next = 0;
        return [.. rows.Select(row => values[next..(next += row.Bases * Task.Outputs.Count)])];
    }

    private double[][] Mean(IReadOnlyList<Window> windows, float[][] rows, int bases)
    {
        int width = Task.Outputs.Count;
        int[] seen = new int[bases];
        foreach (var window in windows)
            for (int i = window.Start; i < window.End; i++)
                seen[i]++;
        double[][] mean = [.. seen.Select(_ => new double[width])];
        for (int row = 0; row < rows.Length; row++)
            for (int i = windows[row].Start; i < windows[row].End; i++)
                for (int k = 0; k < width; k++)
                    mean[i][k] += (double)rows[row][(i - windows[row].Start) * width + k] / seen[i];
        return mean;
    }
}

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
    /// <summary>Batches that are sorted by length together, as in <see cref="SequenceInference"/>.</summary>
    private const int BatchesInPool = 32;

    Model IPredictor.Model => Model;

    /// <summary>The precision of matrix products. Default: float32.</summary>
    public DType Precision { get; init; } = DType.Float32;

    /// <summary>
    /// Class probabilities or one value in the labels' own unit for each base of a stream of sequences, averaged where
    /// windows of a long sequence overlap. Memory holds a few batches, and the order stays.
    /// </summary>
    /// <param name="items">Anything that has bases.</param>
    /// <param name="bases">Upper-case letters of the tokenizer's alphabet; at least one.</param>
    /// <param name="batchSize">Rows of one forward pass.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public IEnumerable<(T Item, double[][] Outputs)> Predict<T>(
        IEnumerable<T> items, Func<T, byte[]> bases, int batchSize, CancellationToken stop = default)
    {
        Model.SetTraining(false);
        var pool = new List<(T Item, IReadOnlyList<Window> Windows)>();
        var rows = new List<SpannedRow>();
        foreach (var item in items)
        {
            byte[] sequence = bases(item);
            var windows = Encoder.Cut(sequence);
            pool.Add((item, windows));
            rows.AddRange(windows.Select(window => Encoder.EncodeSpanned(sequence, window)));
            if (rows.Count < batchSize * BatchesInPool)
                continue;
            foreach (var output in Flush(pool, rows, bases, batchSize, stop))
                yield return output;
        }
        foreach (var output in Flush(pool, rows, bases, batchSize, stop))
            yield return output;
    }

    /// <inheritdoc />
    public IEnumerable<double[][]> Outputs(IEnumerable<byte[]> sequences, int batchSize, CancellationToken stop = default) =>
        Predict(sequences, bases => bases, batchSize, stop).Select(prediction => prediction.Outputs);

    private List<(T, double[][])> Flush<T>(List<(T Item, IReadOnlyList<Window> Windows)> pool, List<SpannedRow> rows,
        Func<T, byte[]> bases, int batchSize, CancellationToken stop)
    {
        float[][] outputs = Forward(rows, batchSize, stop);
        var results = new List<(T, double[][])>(pool.Count);
        int next = 0;
        foreach (var (item, windows) in pool)
        {
            results.Add((item, Mean(windows, outputs.AsSpan(next, windows.Count), bases(item).Length)));
            next += windows.Count;
        }
        pool.Clear();
        rows.Clear();
        return results;
    }

    /// <summary>The outputs of each row's bases, one after the other.</summary>
    private float[][] Forward(List<SpannedRow> rows, int batchSize, CancellationToken stop)
    {
        float[][] outputs = new float[rows.Count][];
        // The longest first: what they give back to the heap, shorter rows fit into, and not the other way round.
        foreach (int[] batch in Enumerable.Range(0, rows.Count).OrderByDescending(i => rows[i].Ids.Length).Chunk(batchSize))
        {
            stop.ThrowIfCancellationRequested();
            using var scope = new TensorScope();
            using var noGrad = new NoGrad();
            // Also where a training step is cast otherwise: answers must not depend on who asks.
            using var autocast = new Autocast(Model.Device, Precision);
            Tensor answers = Model.Forward([.. batch.Select(i => rows[i])], Encoder.Tokenizer.Vocabulary.Specials.Padding);
            answers = Task.Kind == TaskKind.PerBaseClass ? answers.Softmax(-1) : answers.Mul(Task.TargetDeviation) + Task.TargetMean;
            float[] values = answers.To(DType.Float32).ToArray<float>();
            int start = 0;
            foreach (int i in batch)
            {
                int end = start + rows[i].Bases * Task.Outputs.Count;
                outputs[i] = values[start..end];
                start = end;
            }
        }
        return outputs;
    }

    private double[][] Mean(IReadOnlyList<Window> windows, ReadOnlySpan<float[]> rows, int bases)
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

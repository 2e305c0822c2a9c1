using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Torch.Autograd;

namespace Cistron.Models.Inference;

/// <summary>What a model said about one sequence.</summary>
/// <param name="Values">K outputs, averaged over windows.</param>
/// <param name="Windows">Rows that the sequence was seen in.</param>
/// <param name="DroppedBases">Bases that no row covered.</param>
public sealed record SequenceOutput(float[] Values, int Windows, int DroppedBases);

/// <summary>
/// Runs a model over any number of sequences in batches of like length. Memory holds a few batches, whatever the number,
/// and the outputs come in the order of the sequences.
/// </summary>
/// <param name="encoder">Cuts and encodes sequences.</param>
/// <param name="model">Tokens (B, T) → outputs (B, K), float32.</param>
/// <param name="device">Where the model lives.</param>
/// <param name="batchSize">Rows of one forward pass.</param>
/// <param name="strands">Both: outputs are the mean over a sequence and its reverse complement.</param>
/// <param name="precision">The precision of matrix products.</param>
public sealed class SequenceInference(SequenceEncoder encoder, Func<TokenBatch, Tensor> model, Device device, int batchSize,
    StrandSampling strands = StrandSampling.Forward, DType precision = DType.Float32)
{
    /// <summary>Batches that are sorted by length together: enough to find rows of like length, few enough to wait for.</summary>
    private const int BatchesInPool = 32;

    /// <summary>The outputs for a stream of sequences.</summary>
    /// <param name="items">Anything that has bases.</param>
    /// <param name="bases">Upper-case letters of the tokenizer's alphabet.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public IEnumerable<(T Item, SequenceOutput Output)> Run<T>(
        IEnumerable<T> items, Func<T, byte[]> bases, CancellationToken stop = default)
    {
        var pool = new List<(T Item, IReadOnlyList<Window> Windows, int Rows)>();
        var rows = new List<int[]>();
        foreach (var item in items)
        {
            byte[] sequence = bases(item);
            var windows = encoder.Cut(sequence);
            int first = rows.Count;
            rows.AddRange(windows.Select(window => encoder.Encode(sequence, window)));
            if (strands == StrandSampling.Both)
            {
                byte[] reverse = ReverseComplement.Of(sequence, encoder.Tokenizer.Alphabet);
                rows.AddRange(encoder.Cut(reverse).Select(window => encoder.Encode(reverse, window)));
            }
            pool.Add((item, windows, rows.Count - first));
            if (rows.Count < batchSize * BatchesInPool)
                continue;
            foreach (var output in Flush(pool, rows, bases, stop))
                yield return output;
        }
        foreach (var output in Flush(pool, rows, bases, stop))
            yield return output;
    }

    private List<(T, SequenceOutput)> Flush<T>(
        List<(T Item, IReadOnlyList<Window> Windows, int Rows)> pool, List<int[]> rows, Func<T, byte[]> bases, CancellationToken stop)
    {
        float[][] outputs = Forward(rows, stop);
        var results = new List<(T, SequenceOutput)>(pool.Count);
        int next = 0;
        foreach (var (item, windows, seen) in pool)
        {
            float[] mean = Mean(outputs.AsSpan(next, seen));
            next += seen;
            results.Add((item, new SequenceOutput(mean, windows.Count, bases(item).Length - Window.Covered(windows))));
        }
        pool.Clear();
        rows.Clear();
        return results;
    }

    private float[][] Forward(List<int[]> rows, CancellationToken stop)
    {
        float[][] outputs = new float[rows.Count][];
        // The longest first: what they give back to the heap, shorter rows fit into, and not the other way round.
        foreach (int[] batch in Enumerable.Range(0, rows.Count).OrderByDescending(i => rows[i].Length).Chunk(batchSize))
        {
            stop.ThrowIfCancellationRequested();
            using var scope = new TensorScope();
            using var noGrad = new NoGrad();
            // Also where a training step is cast otherwise: answers must not depend on who asks.
            using var autocast = new Autocast(device, precision);
            var tokens = TokenBatch.From([.. batch.Select(i => rows[i])],
                encoder.Tokenizer.Vocabulary.Specials.Padding, device);
            float[] values = model(tokens).To(DType.Float32).ToArray<float>();
            int width = values.Length / batch.Length;
            for (int row = 0; row < batch.Length; row++)
                outputs[batch[row]] = values[(row * width)..((row + 1) * width)];
        }
        return outputs;
    }

    private static float[] Mean(ReadOnlySpan<float[]> rows)
    {
        float[] mean = new float[rows[0].Length];
        foreach (float[] row in rows)
            for (int i = 0; i < mean.Length; i++)
                mean[i] += row[i] / rows.Length;
        return mean;
    }
}

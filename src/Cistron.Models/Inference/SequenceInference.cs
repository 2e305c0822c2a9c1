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
/// <param name="backbone">What the model begins with; it says where the model lives, and how much a forward pass takes.</param>
/// <param name="batchSize">Rows of one forward pass, at most.</param>
/// <param name="strands">Both: outputs are the mean over a sequence and its reverse complement.</param>
/// <param name="precision">The precision of matrix products.</param>
public sealed class SequenceInference(SequenceEncoder encoder, Func<TokenBatch, Tensor> model, Backbone backbone, int batchSize,
    StrandSampling strands = StrandSampling.Forward, DType precision = DType.Float32)
{
    /// <summary>The outputs for a stream of sequences.</summary>
    /// <param name="items">Anything that has bases.</param>
    /// <param name="bases">Upper-case letters of the tokenizer's alphabet.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public IEnumerable<(T Item, SequenceOutput Output)> Run<T>(
        IEnumerable<T> items, Func<T, byte[]> bases, CancellationToken stop = default)
    {
        var batches = new RowBatches<int[], float[]>(batchSize, backbone.BatchTokens, row => row.Length, Forward);
        var cut = items.Select(item => (Item: item, Windows: encoder.Cut(bases(item))));
        foreach (var ((item, windows), outputs) in batches.Answers(cut, one => Rows(bases(one.Item), one.Windows), stop))
            yield return (item, new SequenceOutput(Mean(outputs), windows.Count, bases(item).Length - Window.Covered(windows)));
    }

    private IEnumerable<int[]> Rows(byte[] bases, IReadOnlyList<Window> windows)
    {
        var rows = windows.Select(window => encoder.Encode(bases, window));
        if (strands == StrandSampling.Forward)
            return rows;
        byte[] reverse = ReverseComplement.Of(bases, encoder.Tokenizer.Alphabet);
        return rows.Concat(encoder.Cut(reverse).Select(window => encoder.Encode(reverse, window)));
    }

    private float[][] Forward(int[][] rows)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        // Also where a training step is cast otherwise: answers must not depend on who asks.
        using var autocast = new Autocast(backbone.Device, precision);
        float[] values = model(TokenBatch.From(rows, encoder.Tokenizer.Vocabulary.Specials.Padding, backbone.Device))
            .To(DType.Float32).ToArray<float>();
        return [.. values.Chunk(values.Length / rows.Length)];
    }

    private static float[] Mean(float[][] rows)
    {
        float[] mean = new float[rows[0].Length];
        foreach (float[] row in rows)
            for (int i = 0; i < mean.Length; i++)
                mean[i] += row[i] / rows.Length;
        return mean;
    }
}

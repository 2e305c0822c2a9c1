using Cistron.Models.Bert;
using Cistron.Models.Inference;
using Cistron.Torch;
using Cistron.Torch.Autograd;

namespace Cistron.Models.Attention;

/// <summary>Where the heads of an encoder look in one sequence.</summary>
/// <param name="Item">The sequence.</param>
/// <param name="Heads">The numbers of each head, first index the layer from the lowest up; means over windows.</param>
/// <param name="Even">What they would be if every head attended evenly.</param>
/// <param name="Tokens">L, special tokens included; the mean over windows.</param>
public sealed record SequenceAttention<T>(T Item, IReadOnlyList<IReadOnlyList<HeadAttention>> Heads, HeadAttention Even, double Tokens);

/// <summary>
/// Reads where the heads of an encoder look in any number of sequences, on the strand that they are given as. Memory holds
/// one batch of rows, and what stands beside a row in it changes nothing.
/// </summary>
/// <param name="backbone">On its device, not in training.</param>
/// <param name="encoder">How sequences become rows.</param>
/// <param name="nearTokens">How far <see cref="AttentionStatistic.NearbyMass"/> goes.</param>
/// <param name="profileTokens">How far the profile goes to either side.</param>
public sealed class AttentionReader(BertBackbone backbone, SequenceEncoder encoder, int nearTokens, int profileTokens)
{
    // Weights of all layers and heads in one forward pass, half a gigabyte of them: a batch of long rows in a deep encoder has
    // many times more, and they are all there until the pass ends.
    private const long MostWeights = 1 << 27;

    /// <summary>The attention in a stream of sequences, in its order.</summary>
    /// <param name="items">Anything that has bases.</param>
    /// <param name="bases">Upper-case letters of the tokenizer's alphabet.</param>
    /// <param name="batchSize">The most rows of one forward pass; it has fewer where they would take too much memory.</param>
    /// <param name="stop">Ends the work between two passes.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public IEnumerable<SequenceAttention<T>> Of<T>(
        IEnumerable<T> items, Func<T, byte[]> bases, int batchSize, CancellationToken stop = default)
    {
        var begun = new Queue<(T Item, Means Means)>();
        foreach (Row[] pass in Passes(Rows(), batchSize))
        {
            stop.ThrowIfCancellationRequested();
            Read(pass);
            while (begun.TryPeek(out var first) && first.Means.IsWhole)
                yield return begun.Dequeue().Means.Of(first.Item);
        }

        IEnumerable<Row> Rows()
        {
            foreach (T item in items)
            {
                byte[] sequence = bases(item);
                var windows = encoder.Cut(sequence);
                var means = new Means(backbone.Configuration, windows.Count);
                begun.Enqueue((item, means));
                foreach (var window in windows)
                    yield return new Row(encoder.EncodeSpanned(sequence, window), means);
            }
        }
    }

    private IEnumerable<Row[]> Passes(IEnumerable<Row> rows, int batchSize)
    {
        long heads = (long)backbone.Configuration.Layers * backbone.Configuration.Heads, width = 0;
        List<Row> pass = [];
        foreach (Row row in rows)
        {
            width = Math.Max(width, row.Tokens.Ids.Length);
            if (pass.Count == batchSize || (pass.Count > 0 && (pass.Count + 1) * heads * width * width > MostWeights))
            {
                yield return [.. pass];
                pass.Clear();
                width = row.Tokens.Ids.Length;
            }
            pass.Add(row);
        }
        if (pass.Count > 0)
            yield return [.. pass];
    }

    private void Read(Row[] rows)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        var device = backbone.TokenEmbeddings.Value.Device;
        // In float32 also where a training step is cast: answers must not depend on who asks.
        using var autocast = new Autocast(device, DType.Float32);
        var batch = TokenBatch.From([.. rows.Select(row => row.Tokens.Ids)], encoder.Tokenizer.Vocabulary.Specials.Padding, device);
        var reduction = new AttentionReduction([.. rows.Select(row => row.Tokens)], device, nearTokens, profileTokens);
        int layer = 0;
        backbone.Forward(batch, weights =>
        {
            foreach (var (row, heads) in rows.Zip(reduction.Of(weights)))
                foreach (var (mean, head) in row.Means.Heads[layer].Zip(heads))
                    mean.Add(head);
            layer++;
        });
        foreach (var (tokens, means) in rows)
            means.Add(tokens.Ids.Length, HeadAttention.Even(tokens, nearTokens, profileTokens));
    }

    private sealed record Row(SpannedRow Tokens, Means Means);

    /// <summary>The means over the windows of one sequence.</summary>
    private sealed class Means(BertConfiguration shape, int windows)
    {
        private long _tokens;
        private int _read;

        public bool IsWhole => _read == windows;

        public MeanAttention[][] Heads { get; } = [.. Enumerable.Range(0, shape.Layers)
            .Select(_ => Enumerable.Range(0, shape.Heads).Select(_ => new MeanAttention()).ToArray())];

        public MeanAttention Even { get; } = new();

        public void Add(int tokens, HeadAttention even)
        {
            _tokens += tokens;
            _read++;
            Even.Add(even);
        }

        public SequenceAttention<T> Of<T>(T item) => new(
            item, [.. Heads.Select(heads => heads.Select(head => head.Value).ToArray())], Even.Value, (double)_tokens / _read);
    }
}

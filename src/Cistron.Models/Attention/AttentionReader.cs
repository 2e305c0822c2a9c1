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
/// one batch of sequences, and what stands beside a sequence in it changes nothing.
/// </summary>
/// <param name="backbone">On its device, not in training.</param>
/// <param name="encoder">How sequences become rows.</param>
/// <param name="nearTokens">How far <see cref="AttentionStatistic.NearbyMass"/> goes.</param>
/// <param name="profileTokens">How far the profile goes to either side.</param>
public sealed class AttentionReader(BertBackbone backbone, SequenceEncoder encoder, int nearTokens, int profileTokens)
{
    /// <summary>The attention in a stream of sequences, in its order.</summary>
    /// <param name="items">Anything that has bases.</param>
    /// <param name="bases">Upper-case letters of the tokenizer's alphabet.</param>
    /// <param name="batchSize">Sequences at once, and rows of one forward pass.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public IEnumerable<SequenceAttention<T>> Of<T>(
        IEnumerable<T> items, Func<T, byte[]> bases, int batchSize, CancellationToken stop = default)
    {
        foreach (T[] batch in items.Chunk(batchSize))
        {
            Means[] means = [.. batch.Select(_ => new Means(backbone.Configuration))];
            var rows = batch.SelectMany((item, i) => encoder.Cut(bases(item).Length)
                .Select(window => new Row(encoder.EncodeSpanned(bases(item), window), means[i])));
            foreach (Row[] some in rows.Chunk(batchSize))
            {
                stop.ThrowIfCancellationRequested();
                Read(some);
            }
            foreach (var (item, mean) in batch.Zip(means))
                yield return new SequenceAttention<T>(
                    item, [.. mean.Heads.Select(heads => heads.Select(head => head.Value).ToArray())], mean.Even.Value, mean.Tokens);
        }
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
    private sealed class Means(BertConfiguration shape)
    {
        private long _tokens, _windows;

        public MeanAttention[][] Heads { get; } = [.. Enumerable.Range(0, shape.Layers)
            .Select(_ => Enumerable.Range(0, shape.Heads).Select(_ => new MeanAttention()).ToArray())];

        public MeanAttention Even { get; } = new();

        public double Tokens => (double)_tokens / _windows;

        public void Add(int tokens, HeadAttention even)
        {
            _tokens += tokens;
            _windows++;
            Even.Add(even);
        }
    }
}

using Cistron.Models.Heads;
using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models;

/// <summary>The part of a model that turns tokens into hidden states. It never knows what it is trained for.</summary>
public abstract class Backbone : Module
{
    /// <summary>The shape that the backbone was built with.</summary>
    public abstract BackboneConfiguration Shape { get; }

    /// <summary>The prefix of the backbone's parameters in a weight file, such as <c>bert</c>.</summary>
    public abstract string Name { get; }

    /// <summary>D, the length of a hidden state.</summary>
    public abstract int Dimensions { get; }

    /// <summary>The most tokens of one row, special tokens included.</summary>
    public abstract int ContextTokens { get; }

    /// <summary>
    /// Tokens of a batch, padding included, beyond which further rows win no time and only take memory: predictions are made
    /// in batches of no more. Unbounded on a GPU, which as many do not fill.
    /// </summary>
    public virtual int BatchTokens => Device.IsCuda ? int.MaxValue : 8192;

    /// <summary>
    /// The table of token vectors (V, E), by which the backbone reads ids. Where E is D a language-model head may share it.
    /// </summary>
    public abstract Parameter TokenEmbeddings { get; }

    /// <summary>What heads take over from the layers under them.</summary>
    public abstract HeadStyle HeadStyle { get; }

    /// <summary>
    /// All parameters in groups from the input to the output, such as embeddings, then each layer. Every parameter is
    /// in exactly one group; what stands behind the last layer belongs to that layer's.
    /// </summary>
    public abstract IReadOnlyList<LayerGroup> LayerGroups { get; }

    /// <summary>
    /// Tokens (B, T) → hidden states (B, S, D), those of the rows that <see cref="States"/> gives: one for each token unless
    /// the shape says otherwise. What stands at padded places has no meaning.
    /// </summary>
    public abstract Tensor Forward(TokenBatch batch);

    /// <summary>
    /// How far the hidden states of each row reach: as far as its tokens, or with several
    /// <see cref="BackboneConfiguration.TokensPerState"/> [CLS] and a state for each group of tokens, the last of which may
    /// be smaller.
    /// </summary>
    public PaddedRows States(TokenBatch batch) => Shape.TokensPerState == 1 ? batch
        : new PaddedRows([.. batch.Lengths.Select(Shape.StatesOf)], Shape.StatesOf(batch.Width), batch.Device);

    /// <summary>
    /// Tokens (B, T) → one vector for each row: (B, D), or (B, 3D) for <see cref="Pooling.Concat"/>. A backbone that reads
    /// rows of any length does so without holding all their hidden states.
    /// </summary>
    public virtual Tensor Pool(TokenBatch batch, Pooling pooling) => pooling.Pool(Forward(batch), States(batch));
}

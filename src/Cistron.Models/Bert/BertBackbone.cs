using Cistron.Models.Heads;
using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Bert;

/// <summary>A bidirectional encoder (Devlin et al. 2019). Parameters carry the names of Hugging Face's <c>BertModel</c>.</summary>
public sealed class BertBackbone : Backbone
{
    private readonly BertEmbeddings _embeddings;
    private readonly Encoder _encoder;

    /// <summary>An encoder with weights drawn from LibTorch's default generator: seed it first.</summary>
    /// <exception cref="ArgumentException">The shape has a <see cref="BertConfiguration.Fault"/>.</exception>
    public BertBackbone(BertConfiguration configuration)
    {
        if (configuration.Fault() is { } fault)
            throw new ArgumentException($"{fault}; change it under 'model' in the recipe");
        Configuration = configuration;
        _embeddings = AddModule("embeddings", new BertEmbeddings(configuration));
        _encoder = AddModule("encoder", new Encoder(configuration));
    }

    /// <summary>The shape that this encoder was built with.</summary>
    public BertConfiguration Configuration { get; }

    /// <inheritdoc />
    public override BackboneConfiguration Shape => Configuration;

    /// <inheritdoc />
    public override string Name => "bert";

    /// <inheritdoc />
    public override int Dimensions => Configuration.Dimensions;

    /// <inheritdoc />
    public override int ContextTokens => Configuration.ContextTokens;

    /// <inheritdoc />
    public override Parameter TokenEmbeddings => _embeddings.Tokens;

    /// <inheritdoc />
    public override HeadStyle HeadStyle =>
        new(Configuration.Activation, Configuration.NormalizationEpsilon, Configuration.InitialDeviation);

    /// <inheritdoc />
    public override IReadOnlyList<LayerGroup> LayerGroups =>
        [new LayerGroup("embeddings", _embeddings), .. _encoder.LayerGroups];

    /// <summary>
    /// Whether training keeps of each layer its input alone, and computes the layer again in the backward pass
    /// (<see cref="Cistron.Torch.Autograd.Recomputed"/>): less memory, more time, the same results. False unless set.
    /// </summary>
    public bool RecomputesLayers { get; set; }

    /// <inheritdoc />
    public override Tensor Forward(TokenBatch batch) => Forward(batch, attended: null);

    /// <summary>Tokens (B, T) → hidden states (B, S, D), with a look at what each layer attends to.</summary>
    /// <param name="batch">The tokens.</param>
    /// <param name="attended">
    /// Is given the attention weights (B, H, S, S) of each layer, from the lowest up: how much each state, second to last,
    /// takes from each other, last. They carry no gradients, and are gone when it returns. Null: nobody asks, and nothing is done for it.
    /// </param>
    public Tensor Forward(TokenBatch batch, Action<Tensor>? attended)
    {
        if (batch.Width > ContextTokens)
            throw new ArgumentException($"a row of {batch.Width} tokens does not fit this model's context of {ContextTokens}");
        // Without padding from the first layer to the last.
        var states = States(batch);
        var context = AttentionContext.For(Configuration, states, attended);
        // Who looks on is shown each layer once.
        bool recomputes = RecomputesLayers && IsTraining && attended is null;
        Tensor x = _embeddings.Forward(batch, states);                  // (N, D)
        return states.Pad(_encoder.Forward(x, context, recomputes));    // (B, S, D)
    }

    private sealed class Encoder : Module
    {
        private readonly List<BertLayer> _layers;
        private readonly LayerNorm? _last;

        public Encoder(BertConfiguration shape)
        {
            _layers = [.. Enumerable.Range(0, shape.Layers).Select(i => AddModule($"layer.{i}", new BertLayer(shape)))];
            // Pre-normalization leaves the last sum unnormalized; the name is the one that ESM uses for the same place.
            if (shape.Normalization == Normalization.Pre)
                _last = AddModule("emb_layer_norm_after", new LayerNorm(shape.Dimensions, shape.NormalizationEpsilon));
        }

        public IEnumerable<LayerGroup> LayerGroups => _layers.Select((layer, i) => new LayerGroup($"layer {i + 1}",
            _last is not null && i == _layers.Count - 1 ? [layer, _last] : [layer]));

        public Tensor Forward(Tensor x, AttentionContext context, bool recomputes)
        {
            foreach (var layer in _layers)
                x = recomputes ? layer.ForwardRecomputed(x, context) : layer.Forward(x, context);
            return _last?.Forward(x) ?? x;
        }
    }
}

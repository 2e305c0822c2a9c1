using Cistron.Models.Bert;
using Cistron.Models.Heads;
using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Cnn;

/// <summary>Token vectors and layers of convolution, ReLU and dropout; from the second layer on with a residual path.</summary>
public sealed class CnnBackbone : Backbone
{
    private readonly Embedding _embeddings;
    private readonly CnnLayer[] _layers;

    /// <summary>A backbone with weights drawn from LibTorch's default generator: seed it first.</summary>
    /// <exception cref="ArgumentException">The shape has a <see cref="CnnConfiguration.Fault"/>.</exception>
    public CnnBackbone(CnnConfiguration configuration)
    {
        if (configuration.Fault() is { } fault)
            throw new ArgumentException($"{fault}; change it under 'model' in the recipe");
        Configuration = configuration;
        // Vectors of length near 1, as the one-hot letters are that they stand for.
        _embeddings = AddModule("embeddings", new Embedding(
            configuration.VocabularySize, configuration.Dimensions, 1 / Math.Sqrt(configuration.Dimensions)));
        _layers = [.. Enumerable.Range(0, configuration.Layers).Select(i => AddModule($"layers.{i}", new CnnLayer(configuration)))];
    }

    /// <summary>The shape that this backbone was built with.</summary>
    public CnnConfiguration Configuration { get; }

    /// <inheritdoc />
    public override BackboneConfiguration Shape => Configuration;

    /// <inheritdoc />
    public override string Name => "cnn";

    /// <inheritdoc />
    public override int Dimensions => Configuration.Dimensions;

    /// <inheritdoc />
    public override int ContextTokens => Configuration.ContextTokens;

    /// <inheritdoc />
    public override Parameter TokenEmbeddings => _embeddings.Weight;

    /// <inheritdoc />
    public override HeadStyle HeadStyle => new(Activation.Relu, NormalizationEpsilon: 1e-5, InitialDeviation: 0.02);

    /// <inheritdoc />
    public override IReadOnlyList<LayerGroup> LayerGroups =>
        [new LayerGroup("embeddings", _embeddings), .. _layers.Select((layer, i) => new LayerGroup($"layer {i + 1}", layer))];

    /// <inheritdoc />
    public override Tensor Forward(TokenBatch batch)
    {
        // What stands at padded positions must be what stands beyond the end of a row that is not padded: zeros.
        Tensor? mask = batch.IsPadded ? batch.Mask().Unsqueeze(1) : null;               // (B, 1, T)
        Tensor x = Masked(_embeddings.Forward(batch.Ids).Transpose(1, 2), mask);        // (B, D, T)
        for (int i = 0; i < _layers.Length; i++)
            x = Masked(i == 0 ? _layers[i].Forward(x) : x + _layers[i].Forward(x), mask);
        return x.Transpose(1, 2);                                                       // (B, T, D)
    }

    private static Tensor Masked(Tensor x, Tensor? mask) => mask is null ? x : x * mask;

    private sealed class CnnLayer : Module
    {
        private readonly Convolution _convolution;
        private readonly Dropout _dropout;

        public CnnLayer(CnnConfiguration shape)
        {
            _convolution = AddModule("convolution", new Convolution(shape.Dimensions, shape.Dimensions, shape.KernelTokens));
            _dropout = AddModule("dropout", new Dropout(shape.Dropout));
        }

        /// <summary>(B, D, T) → (B, D, T)</summary>
        public Tensor Forward(Tensor x) => _dropout.Forward(_convolution.Forward(x).Relu());
    }
}

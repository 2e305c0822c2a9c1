using Cistron.Models.Bert;
using Cistron.Models.Heads;
using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.AwdLstm;

/// <summary>
/// Embeddings and a stack of LSTM layers (Merity, Keskar and Socher 2018). Parameters have the names of fastai's
/// <c>AWD_LSTM</c>, less its second copy of each dropped weight: <c>encoder.weight</c>, <c>rnns.0.weight_hh_l0</c> ….
/// </summary>
public sealed class AwdLstmBackbone : Backbone
{
    /// <summary>Bound of the uniform initial vectors of tokens (Merity et al. 2018, §4.1).</summary>
    private const double InitialBound = 0.1;

    private readonly Embedding _embeddings;
    private readonly TokenDropout _tokenDropout;
    private readonly LockedDropout _inputDropout, _hiddenDropout;
    private readonly AwdLstmLayer[] _layers;

    /// <summary>A backbone with weights drawn from LibTorch's default generator: seed it first.</summary>
    /// <exception cref="ArgumentException">The shape has a <see cref="AwdLstmConfiguration.Fault"/>.</exception>
    public AwdLstmBackbone(AwdLstmConfiguration configuration)
    {
        if (configuration.Fault() is { } fault)
            throw new ArgumentException($"{fault}; change it under 'model' in the recipe");
        Configuration = configuration;
        var (dropout, mult) = (configuration.Dropout, configuration.DropMult);
        var vectors = Operators.Empty([configuration.VocabularySize, configuration.Dimensions]);
        vectors.UniformInPlace(-InitialBound, InitialBound);
        _embeddings = AddModule("encoder", new Embedding(vectors));
        _tokenDropout = AddModule("token_dropout", new TokenDropout(dropout.Embedding * mult, configuration.VocabularySize));
        _inputDropout = AddModule("input_dropout", new LockedDropout(dropout.Input * mult, timeDimension: 0));
        _hiddenDropout = AddModule("hidden_dropout", new LockedDropout(dropout.Hidden * mult, timeDimension: 0));
        _layers = [.. configuration.LayerSizes().Select((size, i) => AddModule(
            $"rnns.{i}", new AwdLstmLayer(size.Inputs, size.Outputs, configuration.Directions, dropout.Weight * mult)))];
    }

    /// <summary>The shape that this backbone was built with.</summary>
    public AwdLstmConfiguration Configuration { get; }

    /// <inheritdoc />
    public override BackboneConfiguration Shape => Configuration;

    /// <inheritdoc />
    public override string Name => "awd_lstm";

    /// <inheritdoc />
    public override int Dimensions => Configuration.OutputDimensions;

    /// <summary>What recipes hold rows to; the backbone itself reads rows of any length.</summary>
    public override int ContextTokens => Configuration.ContextTokens;

    /// <summary>Unbounded: a time step multiplies one token of each row, so that it is rows that win time, whatever their length.</summary>
    public override int BatchTokens => int.MaxValue;

    /// <inheritdoc />
    public override Parameter TokenEmbeddings => _embeddings.Weight;

    /// <inheritdoc />
    public override HeadStyle HeadStyle => new(Activation.Relu, NormalizationEpsilon: 1e-5, InitialDeviation: 0.02);

    /// <inheritdoc />
    public override IReadOnlyList<LayerGroup> LayerGroups =>
        [new LayerGroup("embeddings", _embeddings), .. _layers.Select((layer, i) => new LayerGroup($"layer {i + 1}", layer))];

    /// <summary>The state before the first window: zeros.</summary>
    public AwdLstmState ZeroState(int rows) => new(_layers.SelectMany(layer => layer.ZeroState(rows)));

    /// <summary>Reads one window.</summary>
    /// <param name="batch">(B, T) tokens.</param>
    /// <param name="state">What was carried to the window, of as many rows.</param>
    public AwdLstmOutput Forward(TokenBatch batch, AwdLstmState state)
    {
        long[] lengths = batch.IsPadded ? [.. batch.Lengths] : [];
        Tensor ids = batch.Ids.Transpose(0, 1);                                          // (T, B)
        Tensor vectors = batch.Vectors?.Transpose(0, 1).Contiguous() ?? _embeddings.Forward(ids);   // (T, B, E)
        Tensor x = _inputDropout.Forward(_tokenDropout.Forward(vectors, ids));
        var before = state.Layers.ToArray().AsSpan();
        var after = new List<LstmState>(before.Length);
        foreach (var layer in _layers)
        {
            if (layer != _layers[0])
                x = _hiddenDropout.Forward(x);
            x = layer.Forward(x, before.Slice(after.Count, Configuration.Directions), lengths, after);   // (T, B, H)
        }
        return new AwdLstmOutput(x.Transpose(0, 1), new AwdLstmState(after)) { Padded = batch.IsPadded ? batch : null };
    }

    /// <summary>
    /// Tokens (B, T) → hidden states (B, T, D), read window by window from a state of zeros; two directions read the rows at
    /// once. Padding is never read, and is zero in the result.
    /// </summary>
    public override Tensor Forward(TokenBatch batch)
    {
        var state = ZeroState(batch.Rows);
        var hidden = new List<Tensor>();
        foreach (var window in Windows(batch))
        {
            (Tensor states, state) = Forward(window, state);
            hidden.Add(states);
        }
        return hidden.Count == 1 ? hidden[0] : Operators.Cat(hidden.ToArray(), 1);
    }

    /// <inheritdoc />
    public override Tensor Pool(TokenBatch batch, Pooling pooling) =>
        Configuration.Bidirectional || pooling == Pooling.Cls
            ? base.Pool(batch, pooling)
            : WindowedPooling.Pool(this, batch, pooling);

    /// <summary>The windows of a batch in order; two directions cannot be cut.</summary>
    internal IEnumerable<TokenBatch> Windows(TokenBatch batch)
    {
        int tokens = Configuration.Bidirectional ? batch.Width : Configuration.WindowTokens;
        for (int start = 0; start < batch.Width; start += tokens)
            yield return batch.Slice(start, Math.Min(batch.Width, start + tokens));
    }
}

using Cistron.Models.Bert;
using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Heads;

/// <summary>
/// Logits over the vocabulary for chosen positions: a dense layer, the activation, normalization, then the transposed token vectors
/// (Devlin et al. 2019; Press and Wolf 2017 for the tie). Named as <c>cls.predictions</c> of <c>BertForMaskedLM</c>.
/// </summary>
internal sealed class MaskedLanguageHead : MaskedTokenHead
{
    private readonly Parameter _tokenEmbeddings;
    private readonly Transform _transform;
    private readonly Parameter _bias;

    /// <summary>A head that shares the backbone's token vectors.</summary>
    public MaskedLanguageHead(Backbone backbone)
    {
        _tokenEmbeddings = backbone.TokenEmbeddings;
        _transform = AddModule("transform", new Transform(backbone.Dimensions, backbone.HeadStyle));
        _bias = AddParameter("bias", Operators.Zeros([_tokenEmbeddings.Value.Size(0)]));
    }

    /// <inheritdoc />
    public override Tensor Forward(Tensor hidden, TokenBatch batch, Tensor positions)
    {
        // Of the chosen positions only: the head is by far the widest layer of a small model.
        Tensor chosen = hidden.Reshape([-1, hidden.Size(2)]).IndexSelect(0, positions);                             // (N, D)
        return Operators.Linear(_transform.Forward(chosen), _tokenEmbeddings, _bias.Value);                         // (N, V)
    }

    private sealed class Transform : Module
    {
        private readonly Linear _dense;
        private readonly LayerNorm _norm;
        private readonly Activation _activation;

        public Transform(int dimensions, HeadStyle style)
        {
            _dense = AddModule("dense", new Linear(dimensions, dimensions, style.InitialDeviation));
            _norm = AddModule("LayerNorm", new LayerNorm(dimensions, style.NormalizationEpsilon));
            _activation = style.Activation;
        }

        public Tensor Forward(Tensor hidden) =>
            _norm.Forward(Activations.Apply(_activation, _dense.Forward(hidden)));
    }
}

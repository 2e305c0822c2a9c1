using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Heads;

/// <summary>
/// Logits over the vocabulary for chosen positions: a dense layer, GELU, normalization, then the transposed token vectors
/// (Devlin et al. 2019; Press and Wolf 2017 for the tie). Named as <c>cls.predictions</c> of <c>BertForMaskedLM</c>.
/// </summary>
public sealed class MaskedLanguageHead : Module
{
    private readonly Parameter _tokenEmbeddings;
    private readonly Transform _transform;
    private readonly Parameter _bias;

    /// <summary>A head that shares the backbone's token vectors.</summary>
    public MaskedLanguageHead(Backbone backbone, double initialDeviation = 0.02, double normalizationEpsilon = 1e-12)
    {
        _tokenEmbeddings = backbone.TokenEmbeddings;
        _transform = AddModule("transform", new Transform(backbone.Dimensions, initialDeviation, normalizationEpsilon));
        _bias = AddParameter("bias", Operators.Zeros([_tokenEmbeddings.Value.Size(0)]));
    }

    /// <summary>Hidden states (N, D) of the chosen positions → logits (N, V), float32.</summary>
    public Tensor Forward(Tensor hidden) =>
        Operators.Linear(_transform.Forward(hidden), _tokenEmbeddings, _bias.Value).To(DType.Float32);

    private sealed class Transform : Module
    {
        private readonly Linear _dense;
        private readonly LayerNorm _norm;

        public Transform(int dimensions, double deviation, double epsilon)
        {
            _dense = AddModule("dense", new Linear(dimensions, dimensions, deviation));
            _norm = AddModule("LayerNorm", new LayerNorm(dimensions, epsilon));
        }

        public Tensor Forward(Tensor hidden) => _norm.Forward(_dense.Forward(hidden).Gelu());
    }
}

using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.AwdLstm;

/// <summary>
/// An AWD-LSTM that predicts the next token: the logits of a position are h Eᵀ + b, with E the tokens' vectors when the
/// decoder is tied (Press and Wolf 2017).
/// </summary>
public sealed class AwdLstmLanguageModel : Model
{
    private readonly Decoder _decoder;

    /// <summary>Puts a decoder on a backbone.</summary>
    /// <exception cref="ArgumentException">The backbone has a <see cref="BackboneConfiguration.CausalFault"/>.</exception>
    public AwdLstmLanguageModel(AwdLstmBackbone backbone) : base(backbone)
    {
        if (backbone.Configuration.CausalFault() is { } fault)
            throw new ArgumentException($"{fault}; set 'bidirectional: false' under 'model' in the recipe");
        _decoder = AddModule("decoder", new Decoder(backbone));
    }

    /// <summary>The part that is kept for fine-tuning.</summary>
    public new AwdLstmBackbone Backbone => (AwdLstmBackbone)base.Backbone;

    /// <summary>
    /// The LSTM layers, then the token vectors together with the decoder: tied, they are one matrix, and untied they still are
    /// trained together, as fastai does.
    /// </summary>
    public override IReadOnlyList<LayerGroup> LayerGroups =>
    [
        .. Backbone.LayerGroups.Skip(1),
        new LayerGroup("head", [.. Backbone.LayerGroups[0].Parameters.Union(base.LayerGroups[^1].Parameters)]),
    ];

    /// <summary>Logits (B, T, V) of the token after each position, in the precision of products, and what the backbone gave.</summary>
    /// <param name="batch">(B, T) tokens.</param>
    /// <param name="state">What was carried to the window.</param>
    public (Tensor Logits, AwdLstmOutput Output) Forward(TokenBatch batch, AwdLstmState state)
    {
        var output = Backbone.Forward(batch, state);
        return (_decoder.Forward(output.Hidden), output);
    }

    private sealed class Decoder : Module
    {
        private readonly LockedDropout _dropout;
        private readonly Parameter _weight, _bias;

        public Decoder(AwdLstmBackbone backbone)
        {
            var shape = backbone.Configuration;
            _dropout = AddModule("dropout", new LockedDropout(shape.Dropout.Output * shape.DropMult, timeDimension: 1));
            _weight = shape.TiedDecoder ? backbone.TokenEmbeddings : AddParameter("weight", Draw());
            _bias = AddParameter("bias", Operators.Zeros([shape.VocabularySize]));

            Tensor Draw()
            {
                var values = Operators.Empty([shape.VocabularySize, backbone.Dimensions]);
                values.UniformInPlace(-0.1, 0.1);
                return values;
            }
        }

        /// <summary>(B, T, D) → (B, T, V)</summary>
        public Tensor Forward(Tensor hidden) =>
            Operators.Linear(_dropout.Forward(hidden), _weight, _bias.Value);
    }
}

using Cistron.Models.Heads;
using Cistron.Torch;

namespace Cistron.Models;

/// <summary>A backbone that gives one output vector for a sequence: a classifier or a regression.</summary>
public sealed class SequenceModel : Model
{
    /// <summary>Puts a head on a backbone.</summary>
    /// <param name="backbone">New or pre-trained.</param>
    /// <param name="outputs">Classes, labels or regression targets.</param>
    /// <param name="pooling">How hidden states become one vector.</param>
    /// <param name="dropout">Probability of dropout before the head's first layer.</param>
    /// <param name="hiddenLayers">Sizes of layers with a ReLU between that vector and the outputs; null: none.</param>
    public SequenceModel(Backbone backbone, int outputs, Pooling pooling, double dropout, IReadOnlyList<int>? hiddenLayers = null) : base(backbone)
    {
        Pooling = pooling;
        Head = AddModule("", SequenceHead.For(backbone, outputs, pooling, dropout, hiddenLayers ?? []));
    }

    /// <summary>How hidden states become one vector.</summary>
    public Pooling Pooling { get; }

    /// <summary>The part that gives the outputs.</summary>
    public SequenceHead Head { get; }

    /// <summary>Tokens (B, T) → outputs (B, K), float32.</summary>
    public Tensor Forward(TokenBatch batch) => Head.Forward(Backbone.Pool(batch, Pooling));
}

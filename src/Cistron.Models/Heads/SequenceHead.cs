using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Heads;

/// <summary>One output vector for a whole sequence: class logits, label logits or regression values.</summary>
public abstract class SequenceHead : Module
{
    /// <summary>The most layers that a head may have before its outputs.</summary>
    public const int MostHiddenLayers = 16;

    /// <summary>The largest of them.</summary>
    public const int LargestHiddenLayer = 1 << 14;

    /// <summary>The head that belongs to a pooling.</summary>
    /// <param name="backbone">What it stands on.</param>
    /// <param name="outputs">Classes, labels or regression targets.</param>
    /// <param name="pooling">How hidden states become one vector.</param>
    /// <param name="dropout">Probability of dropout before the first layer.</param>
    /// <param name="hiddenLayers">Sizes of layers with a ReLU between that vector and the outputs; none with <see cref="Pooling.Concat"/>.</param>
    public static SequenceHead For(Backbone backbone, int outputs, Pooling pooling, double dropout, IReadOnlyList<int> hiddenLayers) =>
        pooling == Pooling.Concat
            ? new NormalizedHead(pooling.Width(backbone.Dimensions), outputs, dropout)
            : new LinearHead(backbone, outputs, pooling, dropout, hiddenLayers);

    /// <summary>Pooled vectors (B, D), or (B, 3D) → outputs (B, K), float32.</summary>
    public abstract Tensor Forward(Tensor pooled);
}

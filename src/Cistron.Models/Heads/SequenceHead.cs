using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Heads;

/// <summary>One output vector for a whole sequence: class logits, label logits or regression values.</summary>
public abstract class SequenceHead : Module
{
    /// <summary>The head that belongs to a pooling.</summary>
    /// <param name="backbone">What it stands on.</param>
    /// <param name="outputs">Classes, labels or regression targets.</param>
    /// <param name="pooling">How hidden states become one vector.</param>
    /// <param name="dropout">Probability of dropout before the first layer.</param>
    public static SequenceHead For(Backbone backbone, int outputs, Pooling pooling, double dropout) =>
        pooling == Pooling.Concat
            ? new NormalizedHead(pooling.Width(backbone.Dimensions), outputs, dropout)
            : new LinearHead(backbone, outputs, pooling, dropout);

    /// <summary>Pooled vectors (B, D), or (B, 3D) → outputs (B, K), float32.</summary>
    public abstract Tensor Forward(Tensor pooled);
}

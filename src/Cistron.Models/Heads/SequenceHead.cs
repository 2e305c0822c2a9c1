using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Heads;

/// <summary>
/// One output vector for a whole sequence: class logits, label logits or regression values. With <see cref="Pooling.Cls"/>
/// it is the head of <c>BertForSequenceClassification</c>, tanh layer included.
/// </summary>
public sealed class SequenceHead : Module
{
    private readonly Linear? _dense;
    private readonly Dropout _dropout;
    private readonly Linear _classifier;

    /// <summary>A head with weights drawn as the backbone's are.</summary>
    /// <param name="backbone">What it stands on.</param>
    /// <param name="outputs">Classes, labels or regression targets.</param>
    /// <param name="pooling">How hidden states become one vector.</param>
    /// <param name="dropout">Probability of dropout before the last layer.</param>
    public SequenceHead(Backbone backbone, int outputs, Pooling pooling, double dropout)
    {
        double deviation = backbone.HeadStyle.InitialDeviation;
        Pooling = pooling;
        if (pooling == Pooling.Cls)
            _dense = AddModule($"{backbone.Name}.pooler.dense", new Linear(backbone.Dimensions, backbone.Dimensions, deviation));
        _dropout = AddModule("dropout", new Dropout(dropout));
        _classifier = AddModule("classifier", new Linear(backbone.Dimensions, outputs, deviation));
    }

    /// <summary>How hidden states become one vector.</summary>
    public Pooling Pooling { get; }

    /// <summary>Hidden states (B, T, D) → outputs (B, K), float32.</summary>
    public Tensor Forward(Tensor hidden, TokenBatch batch)
    {
        Tensor pooled = Pooling.Pool(hidden, batch);                     // (B, D)
        if (_dense is not null)
            pooled = _dense.Forward(pooled).Tanh();                      // (B, D)
        return _classifier.Forward(_dropout.Forward(pooled)).To(DType.Float32);
    }
}

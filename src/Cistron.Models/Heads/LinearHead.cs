using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Heads;

/// <summary>
/// One linear layer. With <see cref="Pooling.Cls"/> it is the head of <c>BertForSequenceClassification</c>, tanh layer
/// included.
/// </summary>
internal sealed class LinearHead : SequenceHead
{
    private readonly Linear? _dense;
    private readonly Dropout _dropout;
    private readonly Linear _classifier;

    /// <summary>A head with weights drawn as the backbone's are.</summary>
    public LinearHead(Backbone backbone, int outputs, Pooling pooling, double dropout)
    {
        double deviation = backbone.HeadStyle.InitialDeviation;
        if (pooling == Pooling.Cls)
            _dense = AddModule($"{backbone.Name}.pooler.dense", new Linear(backbone.Dimensions, backbone.Dimensions, deviation));
        _dropout = AddModule("dropout", new Dropout(dropout));
        _classifier = AddModule("classifier", new Linear(backbone.Dimensions, outputs, deviation));
    }

    public override Tensor Forward(Tensor pooled)
    {
        if (_dense is not null)
            pooled = _dense.Forward(pooled).Tanh();                      // (B, D)
        return _classifier.Forward(_dropout.Forward(pooled)).To(DType.Float32);
    }
}

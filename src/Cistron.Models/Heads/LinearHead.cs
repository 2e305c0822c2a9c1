using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Heads;

/// <summary>
/// One linear layer, behind hidden layers with a ReLU where they are asked for. With <see cref="Pooling.Cls"/> and none of those it is
/// the head of <c>BertForSequenceClassification</c>, tanh layer included.
/// </summary>
internal sealed class LinearHead : SequenceHead
{
    private readonly Linear? _dense;
    private readonly Dropout _dropout;
    private readonly Linear[] _hidden;
    private readonly Linear _classifier;

    /// <summary>A head with weights drawn as the backbone's are.</summary>
    public LinearHead(Backbone backbone, int outputs, Pooling pooling, double dropout, IReadOnlyList<int> hiddenLayers)
    {
        double deviation = backbone.HeadStyle.InitialDeviation;
        if (pooling == Pooling.Cls)
            _dense = AddModule($"{backbone.Name}.pooler.dense", new Linear(backbone.Dimensions, backbone.Dimensions, deviation));
        _dropout = AddModule("dropout", new Dropout(dropout));
        int[] sizes = [backbone.Dimensions, .. hiddenLayers];
        // Layers with a ReLU are deep: with BERT's small weights hardly anything would pass them at first.
        _hidden = [.. hiddenLayers.Select((size, i) => AddModule($"hidden.{i}", new Linear(sizes[i], size, Math.Sqrt(2.0 / sizes[i]))))];
        _classifier = AddModule("classifier", new Linear(sizes[^1], outputs, deviation));
    }

    public override Tensor Forward(Tensor pooled)
    {
        if (_dense is not null)
            pooled = _dense.Forward(pooled).Tanh();                      // (B, D)
        pooled = _dropout.Forward(pooled);
        foreach (var layer in _hidden)
            pooled = layer.Forward(pooled).Relu();                       // (B, hidden)
        return _classifier.Forward(pooled).To(DType.Float32);
    }
}

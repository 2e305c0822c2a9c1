using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Heads;

/// <summary>
/// Two linear layers with batch normalization and dropout before each (Howard and Ruder 2018, §3.3). Named as the layers of
/// fastai's <c>PoolingLinearClassifier</c>.
/// </summary>
internal sealed class NormalizedHead : SequenceHead
{
    private const int InnerDimensions = 50;
    private const double MostSecondDropout = 0.1;

    private readonly BatchNorm _firstNorm, _secondNorm;
    private readonly Dropout _firstDropout, _secondDropout;
    private readonly Linear _first, _second;

    /// <summary>
    /// A new head. Before the second layer dropout has the probability 0.1, or <paramref name="dropout"/> where that is less.
    /// </summary>
    public NormalizedHead(int inputs, int outputs, double dropout)
    {
        _firstNorm = AddModule("classifier.layers.0", new BatchNorm(inputs));
        _firstDropout = AddModule("classifier.layers.1", new Dropout(dropout));
        _first = AddModule("classifier.layers.2", new Linear(inputs, InnerDimensions));
        _secondNorm = AddModule("classifier.layers.4", new BatchNorm(InnerDimensions));
        _secondDropout = AddModule("classifier.layers.5", new Dropout(Math.Min(dropout, MostSecondDropout)));
        _second = AddModule("classifier.layers.6", new Linear(InnerDimensions, outputs));
    }

    public override Tensor Forward(Tensor pooled)
    {
        Tensor inner = _first.Forward(_firstDropout.Forward(_firstNorm.Forward(pooled))).Relu();      // (B, 50)
        return _second.Forward(_secondDropout.Forward(_secondNorm.Forward(inner))).To(DType.Float32);
    }
}

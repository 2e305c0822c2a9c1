using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Heads;

/// <summary>
/// One output vector for each base. A linear layer gives every hidden state an answer for each offset in it, and a base takes
/// the mean over the states that cover it, each at the base's offset there. So the bases of one k-mer can differ, whether
/// k-mers overlap or lie side by side; with single bases as tokens it is the head of <c>BertForTokenClassification</c>.
/// </summary>
public sealed class PerBaseHead : Module
{
    private readonly int _outputs;
    private readonly Dropout _dropout;
    private readonly Linear _classifier;

    /// <summary>A head with weights drawn as the backbone's are.</summary>
    /// <param name="backbone">What it stands on.</param>
    /// <param name="outputs">K: classes, or 1 for a value.</param>
    /// <param name="stateBases">k, the most bases that a hidden state stands for.</param>
    /// <param name="dropout">Probability of dropout before the layer.</param>
    public PerBaseHead(Backbone backbone, int outputs, int stateBases, double dropout)
    {
        _outputs = outputs;
        _dropout = AddModule("dropout", new Dropout(dropout));
        _classifier = AddModule("classifier",
            new Linear(backbone.Dimensions, stateBases * outputs, backbone.HeadStyle.InitialDeviation));
    }

    /// <summary>Hidden states (B, S, D) → outputs (N, K) of all bases, row after row, float32.</summary>
    public Tensor Forward(Tensor hidden, BaseCoverage coverage)
    {
        Tensor answers = _classifier.Forward(_dropout.Forward(hidden)).To(DType.Float32)        // (B, S, k · K)
            .Reshape([-1, _outputs]);                                                           // (B · S · k, K)
        var places = Tensor.From<long>(coverage.Places, coverage.Places.Length).To(hidden.Device, DType.Int64);
        var weights = Tensor.From<float>(coverage.Weights, coverage.Bases, coverage.Width, 1).To(hidden.Device, DType.Float32);
        Tensor covering = answers.IndexSelect(0, places).Reshape([coverage.Bases, coverage.Width, _outputs]);
        return (covering * weights).Sum([1]);                                                   // (N, K)
    }
}

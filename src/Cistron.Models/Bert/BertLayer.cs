using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Torch.Modules;

namespace Cistron.Models.Bert;

/// <summary>
/// One encoder layer: attention and feed-forward, each with a residual sum. The same two normalizations, under the same
/// names, stand after the sums (post) or before the sublayers (pre).
/// </summary>
internal sealed class BertLayer : Module
{
    private readonly BertConfiguration _shape;
    private readonly AttentionBlock _attention;
    private readonly DenseBlock _intermediate;
    private readonly OutputBlock _output;

    public BertLayer(BertConfiguration shape)
    {
        _shape = shape;
        _attention = AddModule("attention", new AttentionBlock(shape));
        _intermediate = AddModule("intermediate", new DenseBlock(shape));
        _output = AddModule("output", new OutputBlock(shape.FeedForward, shape));
    }

    /// <summary>(N, D) → (N, D): the real tokens of all rows.</summary>
    public Tensor Forward(Tensor x, AttentionContext context)
    {
        x = Sum(x, _attention.Output, normalized => _attention.Self.Forward(normalized, context));
        return Sum(x, _output, normalized => Activations.Apply(_shape.Activation, _intermediate.Dense.Forward(normalized)));
    }

    /// <summary>The same, of which the graph keeps the input alone.</summary>
    public Tensor ForwardRecomputed(Tensor x, AttentionContext context) => Recomputed.Forward(
        inputs => Forward(inputs[0], context.WithTensors(inputs[1..])), [x, .. context.Tensors],
        Parameters().Select(p => p.Value.Value));

    /// <summary>
    /// A sublayer with its residual sum, (N, D) → (N, D). What it made on the way is released here, unless the backward pass
    /// holds it: a whole encoder's would fill gigabytes.
    /// </summary>
    private Tensor Sum(Tensor x, OutputBlock output, Func<Tensor, Tensor> sublayer)
    {
        using var scope = new TensorScope();
        return scope.Keep(_shape.Normalization == Normalization.Pre
            ? x + output.Project(sublayer(output.Norm.Forward(x)))
            : output.Norm.Forward(x + output.Project(sublayer(x))));
    }

    // Three names of BERT's weight files that hold no computation of their own.

    private sealed class AttentionBlock : Module
    {
        public AttentionBlock(BertConfiguration shape)
        {
            Self = AddModule("self", new BertSelfAttention(shape));
            Output = AddModule("output", new OutputBlock(shape.Dimensions, shape));
        }

        public BertSelfAttention Self { get; }

        public OutputBlock Output { get; }
    }

    private sealed class DenseBlock : Module
    {
        public DenseBlock(BertConfiguration shape) =>
            Dense = AddModule("dense", new Linear(shape.Dimensions, shape.FeedForward, shape.InitialDeviation));

        public Linear Dense { get; }
    }

    private sealed class OutputBlock : Module
    {
        private readonly Linear _dense;
        private readonly Dropout _dropout;

        public OutputBlock(int inputs, BertConfiguration shape)
        {
            _dense = AddModule("dense", new Linear(inputs, shape.Dimensions, shape.InitialDeviation));
            Norm = AddModule("LayerNorm", new LayerNorm(shape.Dimensions, shape.NormalizationEpsilon));
            _dropout = AddModule("dropout", new Dropout(shape.Dropout));
        }

        public LayerNorm Norm { get; }

        /// <summary>(…, inputs) → (…, D), with dropout.</summary>
        public Tensor Project(Tensor x) => _dropout.Forward(_dense.Forward(x));
    }
}

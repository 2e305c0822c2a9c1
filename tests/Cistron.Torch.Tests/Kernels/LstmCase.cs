using Cistron.Torch.Autograd;
using Cistron.Torch.Native;

namespace Cistron.Torch.Tests.Kernels;

/// <summary>Inputs of an LSTM layer, all of which ask for gradients, and what gradients its outputs get.</summary>
internal sealed class LstmCase
{
    private readonly Tensor[] _cotangents;

    private LstmCase(Tensor[] inputs, Tensor[] cotangents)
    {
        (Inputs, _cotangents) = (inputs, cotangents);
        foreach (var input in inputs)
            input.RequiresGrad = true;
    }

    /// <summary>x, h, c, w_ih, w_hh, b_ih, b_hh.</summary>
    public Tensor[] Inputs { get; }

    /// <summary>(T, B, I)</summary>
    public Tensor X => Inputs[0];

    public static LstmCase Draw(long steps, long rows, long inputs, long units, ulong seed = 1)
    {
        TorchRandom.Seed(seed);
        return new LstmCase(
            [
                Operators.Randn([steps, rows, inputs]), Operators.Randn([rows, units]), Operators.Randn([rows, units]),
                Weight(4 * units, inputs), Weight(4 * units, units), Weight(4 * units), Weight(4 * units),
            ],
            [Operators.Randn([steps, rows, units]), Operators.Randn([rows, units]), Operators.Randn([rows, units])]);

        Tensor Weight(params ReadOnlySpan<long> shape)
        {
            var values = Operators.Empty(shape);
            double bound = 2 / Math.Sqrt(units + inputs);
            values.UniformInPlace(-bound, bound);
            return values;
        }
    }

    /// <summary>The same values somewhere else, or of another type.</summary>
    public LstmCase To(Device device, DType dtype) => Select(t => t.To(device, dtype));

    /// <summary>One row alone, cut to its length.</summary>
    public LstmCase Row(int row, long length) => new(
        [
            X.Detach().Slice(1, row, row + 1).Slice(0, 0, length).Clone(),
            .. Inputs[1..3].Select(t => t.Detach().Slice(0, row, row + 1).Clone()), .. Inputs[3..].Select(t => t.Detach().Clone()),
        ],
        [
            _cotangents[0].Slice(1, row, row + 1).Slice(0, 0, length),
            .. _cotangents[1..].Select(t => t.Slice(0, row, row + 1)),
        ]);

    /// <summary>The three outputs, and the gradients of all inputs.</summary>
    /// <param name="layer">Takes the inputs.</param>
    /// <param name="precision">What matrix products are cast to.</param>
    public Tensor[] Run(Func<Tensor[], Tensor[]> layer, DType precision = DType.Float32)
    {
        Tensor[] outputs;
        using (new Autocast(X.Device, precision))
            outputs = layer(Inputs);
        Gradients(outputs.Zip(_cotangents, (y, g) => (y * g).Sum()).Aggregate((a, b) => a + b));
        return [.. outputs.Select(y => y.Detach()), .. Inputs.Select(x => x.Grad!)];
    }

    /// <summary>Fills <see cref="Tensor.Grad"/> of the inputs anew.</summary>
    public void Gradients(Tensor loss)
    {
        foreach (var input in Inputs)
            input.Grad = null;
        loss.Backward();
    }

    public static Func<Tensor[], Tensor[]> Fused(long[]? lengths = null, bool reverse = false) => x =>
    {
        var (output, hidden, cell) = Operators.LstmLayer(x[0], x[1], x[2], x[3], x[4], x[5], x[6], lengths, reverse);
        return [output, hidden, cell];
    };

    /// <summary>What the layer is on a processor without AVX-512.</summary>
    public static Func<Tensor[], Tensor[]> Portable(long[]? lengths = null, bool reverse = false) => x =>
    {
        Span<Value> results = stackalloc Value[3];
        CallPortable(x, lengths ?? [], reverse, results);
        return [results[0].ToTensor(), results[1].ToTensor(), results[2].ToTensor()];
    };

    /// <summary>LibTorch's own layer, over whole rows.</summary>
    public static Tensor[] Aten(Tensor[] x)
    {
        using var state = new TensorHandles([x[1].Unsqueeze(0), x[2].Unsqueeze(0)]);
        using var weights = new TensorHandles(x.AsSpan(3));
        Span<Value> results = stackalloc Value[3];
        new Operator("aten::lstm", "input").Call(
            [
                Value.Of(x[0]), Value.Of(state), Value.Of(weights), Value.Of(true), Value.Of(1L), Value.Of(0.0), Value.Of(true),
                Value.Of(false), Value.Of(false),
            ], results);
        return [results[0].ToTensor(), results[1].ToTensor().Select(0, 0), results[2].ToTensor().Select(0, 0)];
    }

    private static unsafe void CallPortable(Tensor[] x, long[] lengths, bool reverse, Span<Value> results)
    {
        fixed (long* length = lengths)
            new Operator("cistron::lstm_layer_portable", "").Call(
                [.. x.Select(t => Value.Of(t)), Value.Of(length, lengths.Length), Value.Of(reverse)], results);
        GC.KeepAlive(x);
    }

    private LstmCase Select(Func<Tensor, Tensor> change) =>
        new([.. Inputs.Select(t => change(t.Detach()).Clone())], [.. _cotangents.Select(change)]);
}

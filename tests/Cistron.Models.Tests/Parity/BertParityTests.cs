using Cistron.Models.Bert;
using Cistron.Models.Heads;
using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Torch.Modules;

namespace Cistron.Models.Tests.Parity;

/// <summary>Every combination of switches against the encoder of Fixtures/bert.py.</summary>
public class BertParityTests
{
    /// <summary>
    /// Both sides add the same float32 products (relative error 6e-8 each) in sums of at most 69 terms but in other orders,
    /// through two layers; the largest difference seen is below a third of this.
    /// </summary>
    private const double Float32 = 1e-5;

    /// <summary>
    /// bfloat16 keeps 8 bits, so one rounding is off by up to 0.4 %; orders of summation move roundings to the other
    /// side here and there, and two layers add a few of them up; the largest difference seen is 1.2 %.
    /// </summary>
    private const double BFloat16 = 2e-2;

    /// <summary>Kernels of the device add in blocks, and approximate exponentials.</summary>
    private const double Cuda = 1e-4;

    /// <summary>Those of Fixtures/bert.py; the head behind concat pooling is compared on the AWD-LSTM.</summary>
    private static readonly Pooling[] Poolings = [Pooling.Mean, Pooling.Cls, Pooling.Max];

    [Theory]
    [MemberData(nameof(Sample.Encoders), MemberType = typeof(Sample))]
    public void Hidden_states_are_those_of_PyTorch(PositionEncoding position, Normalization normalization)
    {
        using var fixture = new BertFixture();
        var shape = BertFixture.Shape(position, normalization, Activation.Gelu);
        var model = fixture.Fill(new MaskedLanguageModel(shape.Build()), Device.Cpu);
        var batch = fixture.Batch(Device.Cpu);

        Tensor hidden = model.Backbone.Forward(batch);

        // What stands at padded positions has no meaning.
        TensorAssert.Close(
            fixture.Load($"{BertFixture.Case(shape)}/hidden", Device.Cpu), hidden * batch.Mask().Unsqueeze(-1), Float32);
    }

    [Theory]
    [MemberData(nameof(Sample.Encoders), MemberType = typeof(Sample))]
    public void Token_logits_and_gradients_are_those_of_PyTorch(PositionEncoding position, Normalization normalization)
    {
        foreach (var activation in Enum.GetValues<Activation>())
            CompareTokens(BertFixture.Shape(position, normalization, activation), Device.Cpu, Float32);
    }

    [Theory]
    [MemberData(nameof(Sample.Encoders), MemberType = typeof(Sample))]
    public void Sequence_outputs_and_gradients_are_those_of_PyTorch(PositionEncoding position, Normalization normalization)
    {
        foreach (var activation in Enum.GetValues<Activation>())
            foreach (var pooling in Poolings)
                CompareRows(BertFixture.Shape(position, normalization, activation), pooling, Device.Cpu, Float32);
    }

    [Theory]
    [MemberData(nameof(Sample.Encoders), MemberType = typeof(Sample))]
    public void Outputs_under_bfloat16_autocast_are_those_of_PyTorch(PositionEncoding position, Normalization normalization) =>
        CompareBFloat16(BertFixture.Shape(position, normalization, Activation.Gelu), Device.Cpu);

    [CudaFact]
    public void A_cuda_device_computes_what_PyTorch_computes()
    {
        foreach (var position in Enum.GetValues<PositionEncoding>())
        {
            var shape = BertFixture.Shape(position, Normalization.Post, Activation.Gelu);
            CompareTokens(shape, Device.Cuda(), Cuda);
            CompareRows(shape, Pooling.Cls, Device.Cuda(), Cuda);
            CompareBFloat16(shape, Device.Cuda());
        }
    }

    private static void CompareTokens(BertConfiguration shape, Device device, double tolerance)
    {
        using var fixture = new BertFixture();
        var model = fixture.Fill(new MaskedLanguageModel(shape.Build()), device);

        Tensor logits = model.Forward(fixture.Batch(device), fixture.Load("selected", device));
        logits.CrossEntropyLoss(fixture.Load("token_labels", device)).Backward();

        string name = BertFixture.Case(shape);
        TensorAssert.Close(fixture.Load($"{name}/logits", Device.Cpu), logits, tolerance);
        CompareGradients(fixture.Gradients(name), model, tolerance);
    }

    private static void CompareRows(BertConfiguration shape, Pooling pooling, Device device, double tolerance)
    {
        using var fixture = new BertFixture();
        var model = fixture.Fill(new SequenceModel(shape.Build(), outputs: 3, pooling, dropout: 0), device);

        Tensor outputs = model.Forward(fixture.Batch(device));
        outputs.CrossEntropyLoss(fixture.Load("row_labels", device)).Backward();

        string name = $"{BertFixture.Case(shape)}/{Lower(pooling)}";
        TensorAssert.Close(fixture.Load(name, Device.Cpu), outputs, tolerance);
        CompareGradients(fixture.Gradients(name), model, tolerance);
    }

    private static void CompareGradients(Dictionary<string, Tensor> expected, Module model, double tolerance)
    {
        var parameters = model.Parameters().ToDictionary();
        foreach (var (name, gradient) in expected)
            TensorAssert.Close(gradient, parameters[name].Value.Grad!, tolerance);
    }

    private static void CompareBFloat16(BertConfiguration shape, Device device)
    {
        using var fixture = new BertFixture();
        string name = BertFixture.Case(shape);
        var batch = fixture.Batch(device);
        // Logits stay in the precision of products: the loss reads them there.
        Compare("logits", DType.BFloat16, fixture.Fill(new MaskedLanguageModel(shape.Build()), device)
            .ForwardIn(DType.BFloat16, model => model.Forward(batch, fixture.Load("selected", device))));
        foreach (var pooling in Poolings)
            Compare(Lower(pooling), DType.Float32, fixture.Fill(new SequenceModel(shape.Build(), outputs: 3, pooling, dropout: 0), device)
                .ForwardIn(DType.BFloat16, model => model.Forward(batch)));

        void Compare(string output, DType type, Tensor given)
        {
            Assert.Equal(type, given.DType);
            Tensor found = given.To(DType.Float32);
            TensorAssert.Close(fixture.Load($"{name}/bfloat16/{output}", Device.Cpu), found, BFloat16);
            // Equal to the float32 results would mean that nothing was computed in bfloat16.
            Assert.NotEqual(TensorAssert.Values(fixture.Load($"{name}/{output}", Device.Cpu)), TensorAssert.Values(found));
        }
    }

    private static string Lower(Pooling pooling) => $"{pooling}".ToLowerInvariant();
}

internal static class Precision
{
    /// <summary>What a model gives while matrix products run in another precision.</summary>
    public static Tensor ForwardIn<T>(this T model, DType precision, Func<T, Tensor> forward) where T : Module
    {
        using var noGrad = new NoGrad();
        using var autocast = new Autocast(model.Device, precision);
        return forward(model);
    }
}

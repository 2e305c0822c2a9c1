using Cistron.Torch.Autograd;
using Cistron.Torch.Optimizers;

namespace Cistron.Torch.Tests.Parity;

public class EncoderParityTests
{
    [Fact]
    public void Ten_steps_of_training_lose_what_PyTorch_loses() => Compare(Device.Cpu, DType.Float32, 1e-5);

    [Fact]
    public void Ten_steps_under_bfloat16_autocast_lose_what_PyTorch_loses() =>
        Compare(Device.Cpu, DType.BFloat16, 1e-2);

    [CudaFact]
    public void Ten_steps_on_cuda_lose_what_PyTorch_loses() => Compare(Device.Cuda(), DType.Float32, 1e-4);

    [CudaFact]
    public void Ten_steps_on_cuda_under_bfloat16_autocast_lose_what_PyTorch_loses() =>
        Compare(Device.Cuda(), DType.BFloat16, 2e-2);

    [CudaFact]
    public void Ten_steps_on_cuda_under_float16_autocast_lose_what_PyTorch_loses() =>
        Compare(Device.Cuda(), DType.Float16, 2e-2);

    /// <summary>PyTorch's losses were taken on the processor, in bfloat16 where half precision is asked for.</summary>
    private static void Compare(Device device, DType precision, double tolerance)
    {
        using var scope = new TensorScope();
        using var fixture = Fixture.Open("encoder.safetensors");
        var model = new EncoderModel();
        Assert.Equal(fixture.LoadAll("initial/").Keys.Order(), model.Parameters().Select(p => p.Key).Order());
        foreach (var (name, parameter) in model.Parameters())
            parameter.Assign(fixture.Load($"initial/{name}"));
        model.MoveTo(device);
        Tensor ids = OnDevice("ids"), labels = OnDevice("labels"), padding = OnDevice("padding");
        var (weights, others) = (model.Parameters().Where(p => p.Value.Value.Shape.Length > 1),
            model.Parameters().Where(p => p.Value.Value.Shape.Length == 1));
        var optimizer = new AdamW(model.Parameters());
        ParameterGroup[] groups = [new([.. weights], 0.1), new([.. others], 0)];
        string reference = precision == DType.Float32 ? "losses/float32" : "losses/bfloat16";
        double[] expected = TensorAssert.Values(fixture.Load(reference));

        var losses = Enumerable.Range(0, expected.Length).Select(step =>
        {
            using var stepScope = new TensorScope();
            Tensor logits;
            using (new Autocast(device, precision))
                logits = model.Forward(ids.Select(0, step), padding);
            var loss = EncoderModel.Loss(logits, labels.Select(0, step));
            var parameters = model.Parameters().Select(p => p.Value).ToArray();
            Gradients.Clear(parameters);
            loss.Backward();
            Gradients.Clip(parameters, 1);
            optimizer.Step(groups, 3e-3);
            return loss.ToDouble();
        }).ToArray();

        Assert.All(expected.Zip(losses), pair => Assert.Equal(pair.First, pair.Second, tolerance * pair.First));
        Assert.True(losses[^1] < losses[0] - 0.1);

        Tensor OnDevice(string name)
        {
            var tensor = fixture.Load(name);
            return tensor.To(device, tensor.DType);
        }
    }
}

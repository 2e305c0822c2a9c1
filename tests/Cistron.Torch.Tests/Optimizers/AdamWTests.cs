using Cistron.Torch.Modules;
using Cistron.Torch.Optimizers;

namespace Cistron.Torch.Tests.Optimizers;

public class AdamWTests
{
    private static readonly string[] Names = ["weight", "frozen", "unused", "late", "bias", "slow"];

    [Fact]
    public void Twenty_updates_of_groups_with_late_frozen_and_unused_parameters_equal_PyTorchs() => Compare(Device.Cpu);

    [CudaFact]
    public void Twenty_updates_on_cuda_equal_PyTorchs() => Compare(Device.Cuda());

    [Fact]
    public void An_optimizer_with_a_restored_state_goes_on_as_the_first_would_have()
    {
        using var scope = new TensorScope();
        using var fixture = Fixture.Open("adamw.safetensors");
        var (first, second) = (new Weights(fixture, Device.Cpu), new Weights(fixture, Device.Cpu));
        var (going, restored) = (Optimizer(first), Optimizer(second));
        for (int step = 0; step < 12; step++)
            Update(fixture, first, going, step);

        foreach (var ((_, to), (_, from)) in second.Parameters().Zip(first.Parameters()))
            to.Assign(from.Value.Detach());
        foreach (var ((_, to), (_, from)) in restored.State().Zip(going.State()))
            to.CopyInPlace(from);
        for (int step = 12; step < 20; step++)
        {
            Update(fixture, first, going, step);
            Update(fixture, second, restored, step);
        }

        foreach (var ((_, expected), (_, actual)) in first.Parameters().Zip(second.Parameters()))
            TensorAssert.Same(expected.Value.Detach(), actual.Value.Detach());
    }

    private static void Compare(Device device)
    {
        using var scope = new TensorScope();
        using var fixture = Fixture.Open("adamw.safetensors");
        var weights = new Weights(fixture, device);
        var optimizer = Optimizer(weights);

        for (int step = 0; step < 20; step++)
            Update(fixture, weights, optimizer, step);

        foreach (string name in Names)
            TensorAssert.Close(fixture.Load($"final/{name}"), weights[name].Value, 1e-5);
    }

    private static AdamW Optimizer(Weights weights) => new(
        [
            new([.. Group(weights, "weight", "frozen", "unused", "late")], 0.1),
            new([.. Group(weights, "bias")], 0),
            new([.. Group(weights, "slow")], 0.1, LearningRateFactor: 0.25),
        ], 0.9, 0.98, 1e-6);

    private static IEnumerable<KeyValuePair<string, Parameter>> Group(Weights weights, params string[] names) =>
        names.Select(name => KeyValuePair.Create(name, weights[name]));

    private static void Update(Torch.Weights.SafeTensorsFile fixture, Weights weights, AdamW optimizer, int step)
    {
        Gradients.Clear(weights.Parameters().Select(p => p.Value));
        foreach (var (name, gradient) in fixture.LoadAll($"gradient/{step}/"))
            weights[name].Value.Grad = gradient.To(weights.Device, DType.Float32);
        optimizer.Step(0.01 * (1 - step / 40.0));
    }

    /// <summary>The fixture's parameters as a module.</summary>
    private sealed class Weights : Module
    {
        public Weights(Torch.Weights.SafeTensorsFile fixture, Device device)
        {
            foreach (string name in Names)
                AddParameter(name, fixture.Load($"initial/{name}"));
            this["frozen"].IsTrainable = false;
            MoveTo(device);
        }

        public Parameter this[string name] => Parameters().Single(p => p.Key == name).Value;
    }
}

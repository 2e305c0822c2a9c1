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

    [Theory]
    [InlineData(false, 2 * (1 - 0.1 * 0.5))]   // decoupled: no gradient, no step but the decay
    [InlineData(true, 2 - 0.1)]                // as a gradient: Adam makes the first step as long as the rate, whatever the decay
    public void Without_a_gradient_a_weight_decays_by_its_group_s_form(bool byGradient, double expected)
    {
        using var scope = new TensorScope();
        var weight = new Parameter(Tensor.From<float>([2]));
        KeyValuePair<string, Parameter>[] parameters = [new("weight", weight)];
        (weight.Value * 0).Sum().Backward();

        new AdamW(parameters).Step([new ParameterGroup(parameters, WeightDecay: 0.5, DecaysByGradient: byGradient)], learningRate: 0.1);

        Assert.Equal(expected, weight.Value.Detach().ToDouble(), 1e-5);
    }

    [Fact]
    public void An_optimizer_that_forgot_everything_begins_as_a_new_one()
    {
        using var scope = new TensorScope();
        using var fixture = Fixture.Open("adamw.safetensors");
        var (first, second) = (new Weights(fixture, Device.Cpu), new Weights(fixture, Device.Cpu));
        var (used, fresh) = (Optimizer(first), Optimizer(second));
        for (int step = 0; step < 5; step++)
            Update(fixture, first, used, step);
        foreach (var ((_, to), (_, from)) in second.Parameters().Zip(first.Parameters()))
            to.Assign(from.Value.Detach());

        used.Reset();
        Update(fixture, first, used, 5);
        Update(fixture, second, fresh, 5);

        foreach (var ((_, expected), (_, actual)) in second.Parameters().Zip(first.Parameters()))
            TensorAssert.Same(expected.Value.Detach(), actual.Value.Detach());
    }

    [Fact]
    public void A_momentum_given_for_one_step_is_that_steps_alone()
    {
        using var scope = new TensorScope();
        var weight = new Linear(1, 1, 0, hasBias: false).Weight;
        var optimizer = new AdamW([new("weight", weight)], beta1: 0.9);
        ParameterGroup[] groups = [new([new("weight", weight)], 0)];

        foreach (double? beta1 in new double?[] { null, 0.5, null })
        {
            weight.Value.Grad = Tensor.From<float>([1], 1, 1);
            optimizer.Step(groups, 0.1, beta1);
        }

        // m ← β1 m + (1 - β1) · 1: 0.1, then 0.55 with β1 = 0.5, then 0.595.
        Assert.Equal(0.595, optimizer.State().Single(s => s.Key == "exp_avg.weight").Value.ToDouble(), 1e-6);
    }

    [Fact]
    public void Parameters_in_no_group_of_a_step_stay_as_they_are()
    {
        using var scope = new TensorScope();
        using var fixture = Fixture.Open("adamw.safetensors");
        var weights = new Weights(fixture, Device.Cpu);
        var optimizer = Optimizer(weights);
        foreach (var (name, gradient) in fixture.LoadAll("gradient/0/"))
            weights[name].Value.Grad = gradient;

        optimizer.Step([new([.. Group(weights, "bias")], 0)], 0.01);

        TensorAssert.Same(fixture.Load("initial/weight"), weights["weight"].Value.Detach());
        Assert.NotEqual(fixture.Load("initial/bias").ToArray<float>(), weights["bias"].Value.ToArray<float>());
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

    private static AdamW Optimizer(Weights weights) => new(weights.Parameters(), 0.9, 0.98, 1e-6);

    private static ParameterGroup[] Groups(Weights weights) =>
    [
        new([.. Group(weights, "weight", "frozen", "unused", "late")], 0.1),
        new([.. Group(weights, "bias")], 0),
        new([.. Group(weights, "slow")], 0.1, LearningRateFactor: 0.25),
    ];

    private static IEnumerable<KeyValuePair<string, Parameter>> Group(Weights weights, params string[] names) =>
        names.Select(name => KeyValuePair.Create(name, weights[name]));

    private static void Update(Torch.Weights.SafeTensorsFile fixture, Weights weights, AdamW optimizer, int step)
    {
        Gradients.Clear(weights.Parameters().Select(p => p.Value));
        foreach (var (name, gradient) in fixture.LoadAll($"gradient/{step}/"))
            weights[name].Value.Grad = gradient.To(weights.Device, DType.Float32);
        optimizer.Step(Groups(weights), 0.01 * (1 - step / 40.0));
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

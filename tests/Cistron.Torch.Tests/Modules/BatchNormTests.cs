using Cistron.Torch.Modules;

namespace Cistron.Torch.Tests.Modules;

public class BatchNormTests
{
    [Fact]
    public void Training_normalizes_by_the_batch_and_keeps_running_statistics()
    {
        using var scope = new TensorScope();
        var norm = new BatchNorm(2);
        norm.SetTraining(true);

        Tensor y = norm.Forward(Tensor.From<float>([1, 10, 3, 10, 5, 10], 3, 2));

        // Column 0: mean 3, variance 8/3, unbiased 4. Column 1 does not vary: ε keeps it at zero, and its roundings small.
        double one = 2 / Math.Sqrt(8.0 / 3 + 1e-5);
        TensorAssert.Close(Tensor.From<float>([(float)-one, 0, 0, 0, (float)one, 0], 3, 2), y, 1e-4);
        var statistics = norm.Parameters().ToDictionary();
        TensorAssert.Close(Tensor.From<float>([0.3f, 1], 2), statistics["running_mean"].Value, 1e-6);
        TensorAssert.Close(Tensor.From<float>([0.9f + 0.4f, 0.9f], 2), statistics["running_var"].Value, 1e-6);
    }

    [Fact]
    public void Evaluation_and_a_single_row_use_the_running_statistics_and_leave_them()
    {
        using var scope = new TensorScope();
        var norm = new BatchNorm(1);
        var statistics = norm.Parameters().ToDictionary();
        statistics["running_mean"].Assign(Tensor.From<float>([2], 1));
        statistics["running_var"].Assign(Tensor.From<float>([4], 1));

        Tensor evaluated = norm.Forward(Tensor.From<float>([6, 2], 2, 1));
        norm.SetTraining(true);
        Tensor alone = norm.Forward(Tensor.From<float>([6], 1, 1));

        TensorAssert.Close(Tensor.From<float>([2, 0], 2, 1), evaluated, 1e-5);
        TensorAssert.Close(Tensor.From<float>([2], 1, 1), alone, 1e-5);
        Assert.Equal([2f], statistics["running_mean"].Value.ToArray<float>());
        Assert.Equal([4f], statistics["running_var"].Value.ToArray<float>());
    }

    [Fact]
    public void Running_statistics_are_parameters_that_no_gradient_changes()
    {
        using var scope = new TensorScope();
        var norm = new BatchNorm(3);

        foreach (var (_, parameter) in norm.Parameters())
            parameter.IsTrainable = true;

        Assert.Equal(["weight", "bias", "running_mean", "running_var"], norm.Parameters().Select(p => p.Key));
        Assert.Equal([true, true, false, false], norm.Parameters().Select(p => p.Value.IsTrainable));
        Assert.Equal(6, norm.ParameterCount);
    }

    [Fact]
    public void Gradients_flow_through_the_statistics_of_the_batch()
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(1);
        var norm = new BatchNorm(2);
        norm.SetTraining(true);

        GradientCheck.Run(norm.Forward, Operators.Randn([5, 2]), step: 1e-2, tolerance: 5e-3);
    }
}

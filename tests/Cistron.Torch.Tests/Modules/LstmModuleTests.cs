using Cistron.Torch.Modules;

namespace Cistron.Torch.Tests.Modules;

public class LstmModuleTests
{
    [Fact]
    public void Parameters_have_the_names_and_shapes_of_PyTorch()
    {
        using var scope = new TensorScope();

        Assert.Equal(
            [("weight_ih_l0", "20×3"), ("weight_hh_l0", "20×5"), ("bias_ih_l0", "20"), ("bias_hh_l0", "20")],
            Named(new Lstm(3, 5)));
        Assert.Equal(["weight_ih_l0_reverse", "weight_hh_l0_reverse", "bias_ih_l0_reverse", "bias_hh_l0_reverse"],
            Named(new Lstm(3, 5, reverse: true)).Select(parameter => parameter.Name));

        static IEnumerable<(string Name, string Shape)> Named(Lstm layer) =>
            layer.Parameters().Select(p => (p.Key, string.Join('×', p.Value.Value.Shape)));
    }

    [Fact]
    public void Initial_weights_are_uniform_within_one_over_the_root_of_the_units()
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(2);

        Assert.All(new Lstm(300, 100).Parameters(), parameter =>
        {
            double[] values = TensorAssert.Values(parameter.Value);
            Assert.All(values, value => Assert.InRange(value, -0.1, 0.1));
            // A uniform number has the standard deviation bound / √3; five standard errors of the mean.
            Assert.Equal(0, values.Average(), 5 * 0.1 / Math.Sqrt(3.0 * values.Length));
            Assert.True(values.Max() > 0.095 && values.Min() < -0.095);
        });
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 0)]
    public void The_state_is_that_of_the_last_position_read(bool reverse, int last)
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(2);
        var layer = new Lstm(4, 5, reverse);

        var (output, state) =
            layer.Forward(Operators.Randn([3, 2, 4]), LstmState.Zero(2, 5, Device.Cpu), layer.RecurrentWeight);

        Assert.Equal([3, 2, 5], output.Shape);
        TensorAssert.Same(output.Detach().Select(0, last).Contiguous(), state.Hidden.Detach());
    }
}

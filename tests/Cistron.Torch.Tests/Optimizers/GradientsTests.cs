using Cistron.Torch.Modules;
using Cistron.Torch.Optimizers;

namespace Cistron.Torch.Tests.Optimizers;

public class GradientsTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(100.0)]
    public void Clipping_gives_the_norm_and_the_gradients_of_PyTorch(double limit)
    {
        using var scope = new TensorScope();
        using var fixture = Fixture.Open("adamw.safetensors");
        string[] names = ["weight", "bias", "slow"];
        var layers = names.ToDictionary(name => name, name => WithGradient(fixture.Load($"gradient/0/{name}")));

        double norm = Gradients.Clip(layers.Values, limit);

        Assert.Equal(fixture.Load($"clip/{limit}/norm").ToDouble(), norm, 1e-5);
        foreach (string name in names)
            TensorAssert.Close(fixture.Load($"clip/{limit}/{name}"), layers[name].Value.Grad!, 1e-5);
    }

    [Fact]
    public void Without_gradients_the_norm_is_zero()
    {
        Assert.Equal(0, Gradients.Clip([new Linear(2, 2, 1).Weight], 1));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_gradient_that_is_not_finite_shows_in_the_norm(float value)
    {
        using var scope = new TensorScope();
        var parameter = WithGradient(Tensor.From<float>([1, value], 2));

        double norm = Gradients.Clip([parameter], double.PositiveInfinity);

        Assert.False(double.IsFinite(norm));
    }

    [Fact]
    public void Dividing_by_the_power_of_two_that_a_loss_was_scaled_by_gives_the_bits_of_the_plain_gradient()
    {
        using var scope = new TensorScope();
        float[] gradients = [0.1f, -3.3e-20f, 7e12f];
        var parameter = WithGradient(Tensor.From<float>([.. gradients.Select(g => g * 65536)], 3));
        var without = new Linear(2, 2, 1).Weight;

        Gradients.Multiply([parameter, without], 1 / 65536.0);

        Assert.Equal(gradients, parameter.Value.Grad!.ToArray<float>());
        Assert.Null(without.Value.Grad);
    }

    [Fact]
    public void Cleared_gradients_are_gone()
    {
        using var scope = new TensorScope();
        var parameter = WithGradient(Tensor.From<float>([1, 2], 2));

        Gradients.Clear([parameter]);

        Assert.Null(parameter.Value.Grad);
    }

    private static Parameter WithGradient(Tensor gradient)
    {
        var module = new OneParameter(gradient.ZerosLike());
        module.Parameter.Value.Grad = gradient;
        return module.Parameter;
    }

    private sealed class OneParameter : Module
    {
        public OneParameter(Tensor initial) => Parameter = AddParameter("parameter", initial);

        public Parameter Parameter { get; }
    }
}

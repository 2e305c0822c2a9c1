using Cistron.Torch.Modules;
using Cistron.Torch.Optimizers;

namespace Cistron.Torch.Tests;

public class TensorTests
{
    [Fact]
    public void A_product_of_shapes_that_do_not_fit_names_the_operator_and_the_shapes()
    {
        using var scope = new TensorScope();
        var a = Operators.Zeros([2, 3]);
        var b = Operators.Zeros([2, 1]);

        var error = Assert.Throws<TorchException>(() => a.Matmul(b));

        Assert.Equal(TorchErrorKind.Check, error.Kind);
        Assert.StartsWith("aten::matmul([2, 3], [2, 1]): ", error.Message);
        Assert.Contains("2x3 and 2x1", error.Message);
    }

    [Fact]
    public void A_scope_releases_what_was_made_in_it_and_nothing_else()
    {
        long before = LiveTensors.Settled();
        Tensor kept;
        using (var scope = new TensorScope())
        {
            var a = Tensor.From<float>([1, 2, 3, 4], 2, 2);
            kept = scope.Keep(a.Matmul(a) + 1.0);
        }

        Assert.Equal(before + 1, Tensor.LiveCount);
        Assert.Equal([8, 11, 16, 23], kept.ToArray<float>());

        kept.Dispose();
        Assert.Equal(before, Tensor.LiveCount);
    }

    [Fact]
    public void Fitting_a_line_by_AdamW_finds_it()
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(1);
        var layer = new Linear(1, 1, 0.1);
        var x = Tensor.From<float>([0, 1, 2, 3], 4, 1);
        var y = Tensor.From<float>([1, 3, 5, 7], 4, 1);
        var optimizer = new AdamW(layer.Parameters());

        for (int step = 0; step < 500; step++)
        {
            Gradients.Clear(layer.Parameters().Select(p => p.Value));
            layer.Forward(x).MseLoss(y).Backward();
            optimizer.Step([new([.. layer.Parameters()], 0)], 0.05);
        }

        Assert.Equal(2, layer.Weight.Value.ToDouble(), 2);
        Assert.Equal(1, layer.Bias!.Value.ToDouble(), 2);
    }
}

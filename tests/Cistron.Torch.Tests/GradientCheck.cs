namespace Cistron.Torch.Tests;

internal static class GradientCheck
{
    /// <summary>
    /// The gradient of Σ w · f(x) that the backward pass gives equals central differences, element by element. The
    /// generator is put back before each evaluation, so that f may draw.
    /// </summary>
    /// <param name="function">f.</param>
    /// <param name="point">x, of floating type.</param>
    /// <param name="step">How far to go to either side.</param>
    /// <param name="tolerance">The largest difference allowed.</param>
    public static void Run(Func<Tensor, Tensor> function, Tensor point, double step, double tolerance)
    {
        using var scope = new TensorScope();
        using var state = TorchRandom.State(point.Device);
        var x = point.Detach().Clone();
        x.RequiresGrad = true;
        var output = function(x);
        var weights = Operators.Randn(output.Shape).To(point.Device, output.DType);
        output.Backward(weights);
        double[] gradient = TensorAssert.Values(x.Grad!);

        for (int i = 0; i < gradient.Length; i++)
        {
            double slope = (At(i, step) - At(i, -step)) / (2 * step);
            Assert.Equal(slope, gradient[i], tolerance);
        }

        double At(int element, double change)
        {
            using var inner = new TensorScope();
            var moved = point.Detach().Clone();
            var one = moved.Reshape([-1]).Slice(0, element, element + 1);
            one.CopyInPlace(one + change);
            TorchRandom.Restore(point.Device, state);
            return (function(moved).To(DType.Float64) * weights.To(DType.Float64)).Sum().ToDouble();
        }
    }
}

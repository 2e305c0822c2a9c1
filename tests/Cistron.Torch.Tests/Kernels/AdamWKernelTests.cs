namespace Cistron.Torch.Tests.Kernels;

/// <summary>
/// cistron::adamw_ has a fused loop for contiguous float32 on the processor and operators for everything else.
/// </summary>
public class AdamWKernelTests
{
    [Fact]
    public void Operators_on_transposed_tensors_equal_the_fused_loop()
    {
        using var scope = new TensorScope();
        var (fused, transposed) = (State.Draw(), State.Draw());
        transposed = transposed.Select(t => t.Transpose(0, 1).Contiguous().Transpose(0, 1));

        Update(fused);
        Update(transposed);

        TensorAssert.Close(fused.Parameter, transposed.Parameter, 1e-6);
        TensorAssert.Close(fused.Mean, transposed.Mean, 1e-6);
        TensorAssert.Close(fused.Square, transposed.Square, 1e-6);
    }

    [Fact]
    public void Operators_on_doubles_equal_the_fused_loop()
    {
        using var scope = new TensorScope();
        var (fused, doubles) = (State.Draw(), State.Draw());
        doubles = doubles.Select(t => t.To(DType.Float64));

        Update(fused);
        Update(doubles);

        TensorAssert.Close(doubles.Parameter, fused.Parameter, 1e-6);
    }

    [CudaFact]
    public void Operators_on_cuda_equal_the_fused_loop()
    {
        using var scope = new TensorScope();
        var (fused, onCuda) = (State.Draw(), State.Draw());
        onCuda = onCuda.Select(t => t.To(Device.Cuda(), t.DType));

        Update(fused);
        Update(onCuda);

        TensorAssert.Close(fused.Parameter, onCuda.Parameter, 1e-6);
    }

    [Fact]
    public void Threads_share_large_tensors_without_changing_a_bit()
    {
        using var scope = new TensorScope();
        int threads = TorchRuntime.Threads;
        var (one, two) = (State.Draw(500), State.Draw(500));

        Update(one);
        TorchRuntime.Threads = 2;
        Update(two);
        TorchRuntime.Threads = threads;

        TensorAssert.Same(one.Parameter, two.Parameter);
    }

    [Fact]
    public void A_gradient_of_another_shape_is_refused()
    {
        using var scope = new TensorScope();
        var (a, b) = (Operators.Zeros([2, 3]), Operators.Zeros([6]));

        var error = Assert.Throws<TorchException>(() =>
            Operators.AdamWInPlace([a], [b], [a], [a], 1, 0.9, 0.99, 1e-8, 0, 1));

        Assert.Contains("a gradient of [6] for a parameter of [2, 3]", error.Message);
    }

    private static void Update(State state)
    {
        for (int step = 1; step <= 3; step++)
            Operators.AdamWInPlace([state.Parameter], [state.Gradient], [state.Mean], [state.Square],
                0.01, 0.9, 0.98, 1e-6, 0.1, step);
    }

    private sealed record State(Tensor Parameter, Tensor Gradient, Tensor Mean, Tensor Square)
    {
        public static State Draw(long size = 17)
        {
            TorchRandom.Seed(4);
            long[] shape = [size, size + 1];
            return new(Operators.Randn(shape), Operators.Randn(shape), Operators.Zeros(shape), Operators.Zeros(shape));
        }

        public State Select(Func<Tensor, Tensor> change) =>
            new(change(Parameter), change(Gradient), change(Mean), change(Square));
    }
}

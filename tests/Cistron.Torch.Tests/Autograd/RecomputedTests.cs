using System.Runtime.CompilerServices;
using Cistron.Torch.Autograd;

namespace Cistron.Torch.Tests.Autograd;

public class RecomputedTests
{
    [Fact]
    public void Its_gradient_is_that_of_the_function_with_its_dropout()
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(1);
        Tensor x = Operators.Randn([3, 4]), weight = Operators.Randn([4, 5]);

        GradientCheck.Run(point => Recomputed.Forward(Segment(weight), [point], [weight]), x, 1e-2, 2e-3);
        GradientCheck.Run(point => Recomputed.Forward(Segment(point), [x], [point]), weight, 1e-2, 2e-3);
    }

    [Theory]
    [InlineData(DType.Float32, false)]
    [InlineData(DType.BFloat16, false)]
    [InlineData(DType.BFloat16, true)]
    public void Results_gradients_and_later_draws_have_the_bits_of_the_operations_without_it(DType dtype, bool backwardUnderAutocast)
    {
        using var scope = new TensorScope();

        Tensor[] plain = Train(segment => segment, dtype, backwardUnderAutocast, Device.Cpu);
        Tensor[] recomputed = Train(Recomputing, dtype, backwardUnderAutocast, Device.Cpu);

        Assert.Equal(plain.Length, recomputed.Length);
        for (int i = 0; i < plain.Length; i++)
            TensorAssert.Same(plain[i], recomputed[i]);
    }

    [CudaFact]
    public void On_cuda_dropout_is_drawn_again_from_where_its_generator_was()
    {
        using var scope = new TensorScope();

        Tensor[] plain = Train(segment => segment, DType.Float16, false, Device.Cuda());
        Tensor[] recomputed = Train(Recomputing, DType.Float16, false, Device.Cuda());

        for (int i = 0; i < plain.Length; i++)
            TensorAssert.Close(plain[i], recomputed[i], 1e-3);
    }

    [Fact]
    public void A_segment_inside_another_is_computed_again_too()
    {
        using var scope = new TensorScope();

        Tensor[] plain = Train(segment => segment, DType.Float32, false, Device.Cpu);
        Tensor[] nested = Train(segment => (inputs, weights) => Recomputed.Forward(
            outer => Recomputed.Forward(x => segment(x, weights), outer, weights), inputs, weights), DType.Float32, false, Device.Cpu);

        for (int i = 0; i < plain.Length; i++)
            TensorAssert.Same(plain[i], nested[i]);
    }

    [Fact]
    public void The_segment_is_computed_once_forward_and_once_backward_from_inputs_whose_scope_has_ended()
    {
        using var scope = new TensorScope();
        Tensor weight = Leaf(1, 4, 4);
        int calls = 0;
        Tensor output;
        using (var forward = new TensorScope())
        {
            Tensor x = Operators.Ones([2, 4]), other = Operators.Ones([2, 4]) * 3;
            output = forward.Keep(Recomputed.Forward(inputs =>
            {
                calls++;
                return (inputs[0] + inputs[1]).Matmul(weight);
            }, [x, other], [weight]));
        }
        Assert.Equal(1, calls);

        output.Sum().Backward();

        Assert.Equal(2, calls);
        Assert.All(TensorAssert.Values(weight.Grad!), value => Assert.Equal(8, value));
    }

    [Fact]
    public void Parameters_over_a_frozen_input_learn_and_what_is_frozen_gets_no_gradient()
    {
        using var scope = new TensorScope();
        Tensor x = Operators.Ones([2, 4]), weight = Leaf(1, 4, 4), frozen = Operators.Ones([4, 4]);

        Recomputed.Forward(inputs => inputs[0].Matmul(frozen).Matmul(weight), [x], [weight, frozen]).Sum().Backward();

        Assert.NotNull(weight.Grad);
        Assert.Null(frozen.Grad);
        Assert.Null(x.Grad);
        Assert.False(Recomputed.Forward(inputs => inputs[0].Matmul(frozen), [x], [frozen]).RequiresGrad);
    }

    [Fact]
    public void Nothing_is_recorded_where_nobody_wants_gradients()
    {
        using var scope = new TensorScope();
        Tensor weight = Leaf(1, 4, 4);
        using var noGrad = new NoGrad();

        Assert.False(Recomputed.Forward(inputs => inputs[0].Matmul(weight), [weight], [weight]).RequiresGrad);
    }

    [Fact]
    public void An_input_that_is_passed_on_as_it_is_stays_what_it_was()
    {
        using var scope = new TensorScope();
        Tensor x = Leaf(1, 3);

        Recomputed.Forward(inputs => inputs[0], [x], []).Sum().Backward();

        Assert.Equal([1f, 1f, 1f], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void A_second_backward_pass_is_refused()
    {
        using var scope = new TensorScope();
        Tensor x = Leaf(1, 3);
        Tensor output = Recomputed.Forward(inputs => inputs[0] * 2.0, [x], []);
        output.Backward(Operators.Ones([3]));

        var error = Assert.Throws<TorchException>(() => output.Backward(Operators.Ones([3])));

        Assert.Equal("backward: a backward pass has been here and released what it went through; make a forward pass again",
            error.Message);
    }

    [Fact]
    public void An_exception_in_the_forward_pass_is_thrown_as_it_is()
    {
        long before = LiveTensors.Settled();
        using (new TensorScope())
            Assert.Throws<InvalidDataException>(() => Recomputed.Forward(_ => throw new InvalidDataException("no"), [Leaf(1, 3)], []));

        Assert.Equal(before, Tensor.LiveCount);
    }

    [Theory]
    [InlineData(false, "backward: the second time", TorchErrorKind.Other)]
    [InlineData(true, "backward: aten::select([3]): ", TorchErrorKind.Index)]
    public void An_exception_in_the_backward_pass_comes_out_with_its_message_and_leaves_all_as_it_was(
        bool isOfLibTorch, string message, TorchErrorKind kind)
    {
        long before = LiveTensors.Settled();
        using (new TensorScope())
        {
            int calls = 0;
            Tensor output = Recomputed.Forward(inputs =>
            {
                if (calls++ == 0)
                    return inputs[0] * 2.0;
                Operators.Randn([100]);
                return isOfLibTorch ? inputs[0].Select(0, 7) : throw new InvalidDataException("the second time");
            }, [Leaf(1, 3)], []);
            using var state = TorchRandom.State(Device.Cpu);

            var error = Assert.Throws<TorchException>(() => output.Sum().Backward());

            Assert.StartsWith(message, error.Message);
            Assert.Equal(kind, error.Kind);
            TensorAssert.Same(state, TorchRandom.State(Device.Cpu));
            Assert.True((Leaf(1, 3) * 2.0).RequiresGrad);
        }
        Assert.Equal(before, Tensor.LiveCount);
    }

    [Fact]
    public void A_graph_releases_what_it_holds_whether_or_not_a_backward_pass_goes_through_it()
    {
        long before = LiveTensors.Settled();
        WeakReference[] used = [Forward(backward: true), Forward(backward: false)];

        LiveTensors.Settled();
        Assert.Equal(before, Tensor.LiveCount);
        Assert.All(used, reference => Assert.False(reference.IsAlive));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Forward(bool backward)
    {
        using var scope = new TensorScope();
        object captured = new();
        Tensor output = Recomputed.Forward(inputs => captured is null ? inputs[0] : inputs[0] * 2.0, [Leaf(1, 3)], []).Sum();
        if (backward)
            output.Backward();
        return new WeakReference(captured);
    }

    private static Func<Tensor[], Tensor[], Tensor> Recomputing(Func<Tensor[], Tensor[], Tensor> segment) =>
        (inputs, weights) => Recomputed.Forward(x => segment(x, weights), inputs, weights);

    /// <summary>Two segments with dropout, one after the other: the result, all gradients, and what is drawn after each pass.</summary>
    private static Tensor[] Train(Func<Func<Tensor[], Tensor[], Tensor>, Func<Tensor[], Tensor[], Tensor>> how, DType dtype,
        bool backwardUnderAutocast, Device device)
    {
        Tensor x = On(1, 5, 8), first = On(2, 8, 8), second = On(3, 8, 8);
        var segment = how((inputs, weights) => Segment(weights[0])(inputs));
        TorchRandom.Seed(4);
        Tensor output, drawn;
        using (new Autocast(device, dtype))
        {
            output = segment([segment([x], [first])], [second]);
            drawn = Operators.Randn([3], device: device);
            if (backwardUnderAutocast)
                Backward();
        }
        if (!backwardUnderAutocast)
            Backward();
        return [output, drawn, Operators.Randn([3]), Operators.Randn([3], device: device), x.Grad!, first.Grad!, second.Grad!];

        void Backward() => output.Backward(Operators.Ones([5, 8]).To(device, output.DType));

        Tensor On(ulong seed, params long[] shape)
        {
            Tensor leaf = Leaf(seed, shape).Detach().To(device, DType.Float32);
            leaf.RequiresGrad = true;
            return leaf;
        }
    }

    /// <summary>x → dropout(x W) + three more uses of x W, so that the order of sums counts.</summary>
    private static Func<Tensor[], Tensor> Segment(Tensor weight) => inputs =>
    {
        Tensor mixed = inputs[0].Matmul(weight);
        return Operators.Dropout(mixed, 0.3, train: true) + mixed.Tanh() + mixed * mixed;
    };

    private static Tensor Leaf(ulong seed, params long[] shape)
    {
        TorchRandom.Seed(seed);
        Tensor leaf = Operators.Randn(shape);
        leaf.RequiresGrad = true;
        return leaf;
    }
}

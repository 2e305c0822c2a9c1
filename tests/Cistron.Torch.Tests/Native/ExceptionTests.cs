using Cistron.Torch.Native;

namespace Cistron.Torch.Tests.Native;

public class ExceptionTests
{
    [Fact]
    public void An_index_beyond_a_dimension_is_an_index_error_that_names_operator_and_shape()
    {
        using var scope = new TensorScope();
        var x = Operators.Zeros([2, 3]);

        var error = Assert.Throws<TorchException>(() => x.Select(1, 5));

        Assert.Equal(TorchErrorKind.Index, error.Kind);
        Assert.StartsWith("aten::select([2, 3]): ", error.Message);
    }

    [Fact]
    public void A_device_that_this_LibTorch_was_not_built_for_is_not_implemented()
    {
        if (TorchRuntime.CudaDeviceCount > 0)
            return;

        var error = Assert.Throws<TorchException>(() => Operators.Zeros([1], device: Device.Cuda()));

        Assert.Equal(TorchErrorKind.NotImplemented, error.Kind);
        Assert.Contains("CUDA", error.Message);
    }

    [Fact]
    public void More_memory_than_there_is_is_reported_as_such()
    {
        var error = Assert.Throws<TorchException>(() => Operators.Empty([1L << 50]));

        Assert.Equal(TorchErrorKind.OutOfMemory, error.Kind);
    }

    [Fact]
    public void An_operator_that_does_not_exist_is_named()
    {
        var error = Assert.Throws<TorchException>(() => new Operator("aten::no_such_operator", "").Schema);

        Assert.Contains("aten::no_such_operator", error.Message);
    }

    [Fact]
    public void Messages_carry_no_stack_of_LibTorchs_own_frames()
    {
        using var scope = new TensorScope();

        var error = Assert.Throws<TorchException>(() => Operators.Zeros([2]).Reshape([3]));

        Assert.DoesNotContain("frame #", error.Message);
        Assert.Equal("aten::reshape([2]): shape '[3]' is invalid for input of size 2", error.Message);
    }

    [Fact]
    public void Backward_from_more_than_one_number_says_so()
    {
        using var scope = new TensorScope();
        var x = Operators.Ones([2]);
        x.RequiresGrad = true;

        var error = Assert.Throws<TorchException>(() => (x * 2.0).Backward());

        Assert.StartsWith("backward: ", error.Message);
    }

    [Fact]
    public void A_list_of_many_tensors_is_named_by_its_first_shapes()
    {
        using var scope = new TensorScope();
        Tensor[] parts = [.. Enumerable.Range(1, 6).Select(size => Operators.Zeros([size, size]))];

        var error = Assert.Throws<TorchException>(() => Operators.Cat(parts));

        Assert.StartsWith("aten::cat([1, 1], [2, 2], [3, 3], [4, 4], …): ", error.Message);
    }

    [Fact]
    public void A_disposed_tensor_cannot_be_used()
    {
        using var scope = new TensorScope();
        var x = Operators.Zeros([2]);
        var y = Operators.Zeros([2]);

        y.Dispose();

        Assert.Throws<ObjectDisposedException>(() => x + y);
        Assert.Throws<ObjectDisposedException>(() => Operators.Cat([x, y]));
        Assert.Throws<ObjectDisposedException>(() => y.Shape);
    }

    [Fact]
    public void Values_are_read_only_as_the_type_that_they_have()
    {
        using var scope = new TensorScope();

        var error = Assert.Throws<InvalidOperationException>(() => Operators.Zeros([2]).ToArray<long>());

        Assert.Equal("a Float32 tensor was read as Int64; convert it first", error.Message);
    }

    [Fact]
    public void Values_that_do_not_fill_the_shape_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Tensor.From<float>([1, 2, 3], 2, 2));
    }
}

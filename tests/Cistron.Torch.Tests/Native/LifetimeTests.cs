using System.Runtime.CompilerServices;

namespace Cistron.Torch.Tests.Native;

public class LifetimeTests
{
    [Fact]
    public void Tensors_that_nobody_disposed_are_released_when_they_are_collected()
    {
        long before = LiveTensors.Settled();

        DropTensors(1000);
        long dropped = Tensor.LiveCount - before;
        Collect();

        Assert.Equal(1000, dropped);
        Assert.Equal(before, Tensor.LiveCount);
    }

    [Fact]
    public void Scopes_release_from_the_inside_out_and_kept_tensors_move_one_scope_out()
    {
        long before = LiveTensors.Settled();
        using (new TensorScope())
        {
            using (var inner = new TensorScope())
            {
                inner.Keep(Operators.Zeros([1]));
                Operators.Zeros([1]);
                Assert.Equal(before + 2, Tensor.LiveCount);
            }
            Assert.Equal(before + 1, Tensor.LiveCount);
        }

        Assert.Equal(before, Tensor.LiveCount);
    }

    [Fact]
    public void A_scope_cannot_end_before_one_inside_it()
    {
        var outer = new TensorScope();
        var inner = new TensorScope();

        Assert.Throws<InvalidOperationException>(outer.Dispose);

        inner.Dispose();
        outer.Dispose();
    }

    /// <summary>
    /// Optimized code may give an argument up as soon as its handle has been read; the collector would then release it
    /// under the running operator. (In a debug build arguments live to the end of the method whatever the code says.)
    /// </summary>
    [Fact]
    public void Arguments_outlive_the_calls_they_are_given_to_while_the_collector_runs()
    {
        bool isDone = false;
        var collector = new Thread(() =>
        {
            while (!Volatile.Read(ref isDone))
                Collect();
        });
        collector.Start();
        var started = System.Diagnostics.Stopwatch.StartNew();

        for (int i = 0; started.ElapsedMilliseconds < 1000; i++)
        {
            int value = i % 100;
            using var product = Filled(value).Matmul(Filled(2));
            using var joined = Operators.Cat([Filled(value), Filled(value)]);
            Assert.False(product.ToArray<float>().AsSpan().ContainsAnyExcept(128f * value));
            Assert.False(joined.ToArray<float>().AsSpan().ContainsAnyExcept(value));
            Assert.False(Filled(value).ToArray<float>().AsSpan().ContainsAnyExcept(value));
            Assert.Equal([64, 64], Filled(value).Shape);
            Assert.Equal(64 * 64 * 4, Filled(value).Bytes);
        }

        Volatile.Write(ref isDone, true);
        collector.Join();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Tensor Filled(int value)
    {
        var tensor = Operators.Empty([64, 64]);
        tensor.FillInPlace(value);
        return tensor;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DropTensors(int count)
    {
        for (int i = 0; i < count; i++)
            Operators.Zeros([10]);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}

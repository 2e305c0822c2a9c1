using System.Globalization;
using Cistron.Torch.Optimizers;
using Cistron.Torch.Tests.Parity;

namespace Cistron.Torch.Tests;

public class SoakTests
{
    private const int Steps = 2000;
    private const long MostGrowth = 5 << 20;

    /// <summary>
    /// The runtime compiles its hot methods anew in the background, which takes a few megabytes at a time that depends on
    /// the machine's load. That growth ends; a leak shows in every stretch of steps.
    /// </summary>
    private const int MostStretches = 5;

    [Fact]
    public void Two_thousand_training_steps_leave_live_tensors_and_resident_memory_as_they_were()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();  // what other tests dropped
        using var scope = new TensorScope();
        var model = new EncoderModel();
        var parameters = model.Parameters().Select(p => p.Value).ToArray();
        var optimizer = new AdamW(model.Parameters());
        ParameterGroup[] groups = [new([.. model.Parameters()], 0.01)];
        var ids = Tensor.From<long>([1, 2, 3, 4, 5, 6], 2, 3);
        var padding = Operators.Zeros([2, 3], DType.Bool);
        Train();
        long live = LiveTensors.Settled();

        long growth = long.MaxValue;
        for (int stretch = 0; stretch < MostStretches && growth > MostGrowth; stretch++)
        {
            long resident = ResidentBytes();
            for (int step = 0; step < Steps; step++)
            {
                Train();
                Assert.Equal(live, Tensor.LiveCount);
            }
            growth = ResidentBytes() - resident;
        }

        Assert.InRange(growth, long.MinValue, MostGrowth);

        void Train()
        {
            using var step = new TensorScope();
            Gradients.Clear(parameters);
            EncoderModel.Loss(Operators.Dropout(model.Forward(ids, padding), 0.1, train: true), ids).Backward();
            Gradients.Clip(parameters, 1);
            optimizer.Step(groups, 1e-3);
        }
    }

    /// <summary>
    /// Pages of this process in memory, after the collector has given back what it only kept in store.
    /// </summary>
    private static long ResidentBytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        string line = File.ReadLines("/proc/self/status").Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        string kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
        return long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024;
    }
}

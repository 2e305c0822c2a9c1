using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Training.Planning;

namespace Cistron.Training.Tests.Planning;

public sealed class AcceleratorEstimateTests
{
    private static readonly MemoryEstimate Memory = MemoryEstimate.Of(ModelArithmetic.Of(new BertConfiguration
    {
        VocabularySize = 10, Layers = 1, Dimensions = 4, Heads = 2, FeedForward = 8, ContextTokens = 3,
    }, PredictedTokens.Masked)!, new PassShape(2, 3, 6, 1), new ComputeMode(true, true), hasAverage: false);

    [Fact]
    public void Operations_over_speed_are_seconds_and_devices_share_them()
    {
        var conditions = new EstimateConditions { Devices = 4, Utilisation = 0.5, Price = 2 };

        // 2e14 operations a second from four devices of 1e14 at half of their peak.
        var estimate = AcceleratorEstimate.Of(new Accelerator("G", 10, Teraflops: 100), Memory, 4e14, steps: 1800, conditions);

        Assert.Equal((2, 3600, 4, 8), (estimate.StepSeconds, estimate.RunSeconds, estimate.DeviceHours, estimate.Cost));
    }

    [Fact]
    public void Without_steps_or_a_price_there_is_no_cost()
    {
        var device = Accelerator.All[0];

        Assert.Null(AcceleratorEstimate.Of(device, Memory, 1e15, null, new EstimateConditions { Price = 2 }).Cost);
        Assert.Null(AcceleratorEstimate.Of(device, Memory, 1e15, 10, new EstimateConditions()).Cost);
    }
}

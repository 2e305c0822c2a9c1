using Cistron.Training.Optimization;

namespace Cistron.Training.Tests.Optimization;

public class LossScaleTests
{
    [Fact]
    public void A_thousand_updates_without_an_overflow_double_it()
    {
        var scale = new LossScale();

        for (int i = 1; i < 1000; i++)
            scale = scale.AfterUpdate();

        Assert.Equal((65536, 999), (scale.Value, scale.Updates));
        Assert.Equal((131072, 0), (scale.AfterUpdate().Value, scale.AfterUpdate().Updates));
    }

    [Fact]
    public void An_overflow_halves_it_and_the_thousand_begin_anew()
    {
        var scale = new LossScale { Updates = 999 };

        scale = scale.AfterOverflow()!;

        Assert.Equal((32768, 0), (scale.Value, scale.Updates));
    }

    [Fact]
    public void It_does_not_grow_beyond_two_to_the_24()
    {
        var scale = new LossScale();

        for (int i = 0; i < 20_000; i++)
            scale = scale.AfterUpdate();

        Assert.Equal(16_777_216, scale.Value);
    }

    [Fact]
    public void When_nothing_is_scaled_up_any_more_a_lower_scale_would_not_help()
    {
        var scales = new List<double>();

        for (LossScale? scale = new(); scale is not null; scale = scale.AfterOverflow())
            scales.Add(scale.Value);

        Assert.Equal(17, scales.Count);
        Assert.Equal(1, scales[^1]);
    }
}

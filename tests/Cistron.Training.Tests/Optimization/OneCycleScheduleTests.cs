using Cistron.Training.Optimization;

namespace Cistron.Training.Tests.Optimization;

public class OneCycleScheduleTests
{
    // Ten steps: three up, seven down. From a to b, the share d of the way: b + (a - b) / 2 · (1 + cos πd).
    [Theory]
    [InlineData(0, 0.04, 0.95)]
    [InlineData(1, 0.28, 0.925)]            // cos π/3 = 1/2: a quarter of the way from 0.04 to 1, and from 0.95 to 0.85
    [InlineData(2, 0.76, 0.875)]            // cos 2π/3 = -1/2: three quarters
    [InlineData(3, 1, 0.85)]
    [InlineData(4, 0.950484632, 0.854951557)]       // (1 + cos π/7) / 2 = 0.950484434 of 1 - 4e-6, plus 4e-6
    [InlineData(6, 0.611262022, 0.888873953)]       // cos 3π/7: 0.611260467
    [InlineData(9, 0.049519368, 0.945048443)]       // cos 6π/7: 0.049515566
    public void Rate_and_momentum_go_against_each_other_along_half_cosines(long step, double rate, double beta1)
    {
        var schedule = new OneCycleSchedule(Peak: 1, TotalSteps: 10);

        Assert.Equal(rate, schedule.RateAt(step), 1e-8);
        Assert.Equal(beta1, schedule.Beta1At(step)!.Value, 1e-8);
    }

    [Fact]
    public void The_rise_is_cut_to_whole_steps_and_the_fall_takes_the_rest()
    {
        var schedule = new OneCycleSchedule(Peak: 2, TotalSteps: 9) { Rise = 0.5 };      // four up, five down

        Assert.Equal(2, schedule.RateAt(4));
        Assert.Equal(1.04, schedule.RateAt(2), 1e-12);      // half the way from 0.08 to 2
        Assert.True(schedule.RateAt(3) < 2 && schedule.RateAt(5) < 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_cycle_may_only_fall_or_only_rise(double rise)
    {
        var schedule = new OneCycleSchedule(Peak: 1, TotalSteps: 4) { Rise = rise, StartDivisor = 5, EndDivisor = 100 };

        double[] rates = [.. Enumerable.Range(0, 4).Select(step => schedule.RateAt(step))];

        Assert.Equal(rise == 0 ? rates.OrderDescending() : rates.Order(), rates);
        Assert.Equal(rise == 0 ? 1 : 0.2, rates[0], 1e-12);
    }

    [Fact]
    public void A_single_step_has_the_peak()
    {
        Assert.Equal(0.5, new OneCycleSchedule(Peak: 0.5, TotalSteps: 1).RateAt(0));
    }
}

using Cistron.Training.Optimization;

namespace Cistron.Training.Tests.Optimization;

public class WarmupScheduleTests
{
    [Theory]
    [InlineData(Schedule.Linear, new[] { 4.0, 8, 8, 6, 4, 2 })]
    [InlineData(Schedule.Cosine, new[] { 4.0, 8, 8, 6.828427, 4, 1.171573 })]
    [InlineData(Schedule.Noam, new[] { 4.0, 8, 6.531973, 5.656854, 5.059644, 4.618802 })]
    [InlineData(Schedule.Constant, new[] { 4.0, 8, 8, 8, 8, 8 })]
    public void The_rate_rises_for_two_steps_of_six_and_then_decays(Schedule decay, double[] expected)
    {
        var schedule = new WarmupSchedule(Peak: 8, WarmupSteps: 2, TotalSteps: 6, decay);

        Assert.Equal(expected, Rates(schedule), (e, a) => Math.Abs(e - a) < 1e-6);
    }

    [Theory]
    [InlineData(Schedule.Linear, new[] { 8.0, 6, 4, 2 })]
    [InlineData(Schedule.Cosine, new[] { 8.0, 6.828427, 4, 1.171573 })]
    [InlineData(Schedule.Noam, new[] { 8.0, 5.656854, 4.618802, 4 })]
    [InlineData(Schedule.Constant, new[] { 8.0, 8, 8, 8 })]
    public void Without_warm_up_the_first_update_has_the_full_rate(Schedule decay, double[] expected)
    {
        var schedule = new WarmupSchedule(Peak: 8, WarmupSteps: 0, TotalSteps: 4, decay);

        Assert.Equal(expected, Rates(schedule), (e, a) => Math.Abs(e - a) < 1e-6);
    }

    [Theory]
    [InlineData(Schedule.Linear)]
    [InlineData(Schedule.Cosine)]
    [InlineData(Schedule.Noam)]
    [InlineData(Schedule.Constant)]
    public void A_warm_up_of_all_steps_reaches_the_peak_in_the_last_update(Schedule decay)
    {
        var schedule = new WarmupSchedule(Peak: 8, WarmupSteps: 4, TotalSteps: 4, decay);

        Assert.Equal([2.0, 4, 6, 8], Rates(schedule));
    }

    private static double[] Rates(WarmupSchedule schedule) =>
        [.. Enumerable.Range(0, (int)schedule.TotalSteps).Select(step => schedule.RateAt(step))];
}

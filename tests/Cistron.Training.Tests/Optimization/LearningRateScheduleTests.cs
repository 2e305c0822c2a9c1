using Cistron.Training.Optimization;
using Cistron.Training.Recipes;

namespace Cistron.Training.Tests.Optimization;

public class LearningRateScheduleTests
{
    [Theory]
    [InlineData(Decay.Linear, new[] { 4.0, 8, 8, 6, 4, 2 })]
    [InlineData(Decay.Cosine, new[] { 4.0, 8, 8, 6.828427, 4, 1.171573 })]
    [InlineData(Decay.Noam, new[] { 4.0, 8, 6.531973, 5.656854, 5.059644, 4.618802 })]
    [InlineData(Decay.Constant, new[] { 4.0, 8, 8, 8, 8, 8 })]
    public void The_rate_rises_for_two_steps_of_six_and_then_decays(Decay decay, double[] expected)
    {
        var schedule = new LearningRateSchedule(Peak: 8, WarmupSteps: 2, TotalSteps: 6, decay);

        Assert.Equal(expected, Rates(schedule), (e, a) => Math.Abs(e - a) < 1e-6);
    }

    [Theory]
    [InlineData(Decay.Linear, new[] { 8.0, 6, 4, 2 })]
    [InlineData(Decay.Cosine, new[] { 8.0, 6.828427, 4, 1.171573 })]
    [InlineData(Decay.Noam, new[] { 8.0, 5.656854, 4.618802, 4 })]
    [InlineData(Decay.Constant, new[] { 8.0, 8, 8, 8 })]
    public void Without_warm_up_the_first_update_has_the_full_rate(Decay decay, double[] expected)
    {
        var schedule = new LearningRateSchedule(Peak: 8, WarmupSteps: 0, TotalSteps: 4, decay);

        Assert.Equal(expected, Rates(schedule), (e, a) => Math.Abs(e - a) < 1e-6);
    }

    [Theory]
    [InlineData(Decay.Linear)]
    [InlineData(Decay.Cosine)]
    [InlineData(Decay.Noam)]
    [InlineData(Decay.Constant)]
    public void A_warm_up_of_all_steps_reaches_the_peak_in_the_last_update(Decay decay)
    {
        var schedule = new LearningRateSchedule(Peak: 8, WarmupSteps: 4, TotalSteps: 4, decay);

        Assert.Equal([2.0, 4, 6, 8], Rates(schedule));
    }

    [Theory]
    [InlineData(null, 100, 10)]
    [InlineData(null, 5, 0)]
    [InlineData(0L, 100, 0)]
    [InlineData(30L, 100, 30)]
    [InlineData(300L, 100, 100)]
    public void The_warm_up_is_what_was_asked_for_or_a_tenth_and_never_longer_than_the_run(
        long? asked, long steps, long warmup)
    {
        var recipe = new TrainingRecipe { WarmupSteps = asked };

        Assert.Equal(warmup, recipe.ScheduleFor(steps).WarmupSteps);
    }

    private static double[] Rates(LearningRateSchedule schedule) =>
        [.. Enumerable.Range(0, (int)schedule.TotalSteps).Select(step => schedule.RateAt(step))];
}

using Cistron.Training.Optimization;

namespace Cistron.Training.Tests.Optimization;

public class LearningRateSuggestionTests
{
    [Fact]
    public void It_gives_the_steepest_point_and_a_tenth_of_the_lowest()
    {
        // Level until 20, steepest at 30, lowest at 40, then up; the rate is ten times higher after ten points.
        double[] losses = [.. Enumerable.Range(0, 60)
            .Select(i => Math.Abs(i - 40) <= 20 ? 2 + Math.Cos(Math.PI * (i - 20) / 20) : 3)];

        var suggestion = LearningRateSuggestion.Of(Points(losses))!;

        Assert.Equal(1e-4, suggestion.Steepest, 1e-9);
        Assert.Equal(1e-4, suggestion.TenthOfLowest, 1e-9);
    }

    [Theory]
    [InlineData(20, 50)]        // falls at once, then slowly to the end: the steepest point is the smaller
    [InlineData(44, 48)]        // falls just before its lowest: a tenth of that is the smaller
    public void The_safer_of_the_two_is_the_smaller(int fall, int lowest)
    {
        double[] losses = [.. Enumerable.Range(0, 60).Select(i => (i < fall ? 3 : 2) + 0.01 * Math.Abs(i - lowest))];

        var suggestion = LearningRateSuggestion.Of(Points(losses))!;

        double steepest = 1e-7 * Math.Pow(10, (fall - 1) / 10.0), tenth = 1e-7 * Math.Pow(10, lowest / 10.0 - 1);
        Assert.Equal((steepest, tenth), (suggestion.Steepest, suggestion.TenthOfLowest));
        Assert.Equal(Math.Min(steepest, tenth), suggestion.Safer);
    }

    [Fact]
    public void The_first_ten_and_the_last_five_points_do_not_count()
    {
        double[] losses = [.. Enumerable.Range(0, 40).Select(i => i < 9 ? 10 - i : i > 35 ? 0.1 : 1 - i * 0.001)];

        var suggestion = LearningRateSuggestion.Of(Points(losses))!;

        Assert.InRange(suggestion.Steepest, Points(losses)[10].LearningRate, Points(losses)[34].LearningRate);
        Assert.Equal(Points(losses)[34].LearningRate / 10, suggestion.TenthOfLowest);
    }

    [Fact]
    public void A_fall_between_two_jumps_behind_the_lowest_loss_does_not_count()
    {
        double[] losses = [.. Enumerable.Range(0, 60).Select(i => i <= 30 ? 3 - 0.05 * i : i == 40 ? 9 : 2)];

        Assert.InRange(LearningRateSuggestion.Of(Points(losses))!.Steepest, 1e-6, 1e-4);
    }

    [Fact]
    public void A_loss_that_falls_nowhere_suggests_nothing()
    {
        Assert.Null(LearningRateSuggestion.Of(Points([.. Enumerable.Range(0, 40).Select(i => 1 + i * 0.1)])));
        Assert.Null(LearningRateSuggestion.Of(Points([.. Enumerable.Range(0, 16).Select(i => 1 - i * 0.1)])));
        Assert.Null(LearningRateSuggestion.Of([]));
    }

    private static SweepPoint[] Points(double[] losses) => [.. losses.Select((loss, i) => new SweepPoint(
        new StepReport
        {
            State = new TrainingState { Step = i + 1 }, Epoch = 0, Loss = loss, LearningRate = 1e-7 * Math.Pow(10, i / 10.0),
            GradientNorm = 1, Rows = 1,
        }, loss))];
}

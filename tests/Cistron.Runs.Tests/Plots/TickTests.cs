using Cistron.Runs.Plots;
using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Tests.Plots;

public sealed class TickTests
{
    public static IEnumerable<(double Minimum, double Maximum)> Ranges()
    {
        double[] sizes = [1e-300, 3e-7, 0.01, 0.7, 1, 2, 9.99, 10, 1234.5, 7e8, 1e290];
        return from low in sizes.Concat(sizes.Select(size => -size)).Append(0)
               from size in sizes
               where size > 1e-9 * Math.Abs(low)
               select (low, low + size);
    }

    [Fact]
    public void Linear_ticks_lie_inside_and_are_one_two_or_five_powers_of_ten_apart()
    {
        foreach ((double minimum, double maximum) in Ranges())
        {
            double[] values = [.. Linear(minimum, maximum).Select(tick => tick.Value)];
            double[] steps = [.. values.Zip(values.Skip(1), (left, right) => right - left)];
            double step = steps[0], slack = 1e-6 * step + 1e-15 * Math.Abs(minimum);

            Assert.InRange(values.Length, 3, 10);
            Assert.All(values, value => Assert.InRange(value, minimum - slack, maximum + slack));
            Assert.All(steps, other => Assert.InRange(other, step - slack, step + slack));
            AssertRound(step);
        }
    }

    [Fact]
    public void Ticks_are_no_closer_than_the_smallest_step()
    {
        Scale layers = new(1, 3, AxisScale.Linear);

        Assert.Equal([1.0, 2, 3], Ticks.Of(layers, 8, smallestStep: 1).Select(tick => tick.Value));
        Assert.Equal(["1", "2", "3"], Ticks.Of(layers, 8, smallestStep: 1).Select(tick => tick.Label));
        Assert.Equal(0.2, Ticks.Of(layers, 8)[1].Value - 1, 1e-9);
        Assert.Equal([0.0, 20, 40], Ticks.Of(layers with { Minimum = 0, Maximum = 40 }, 2, smallestStep: 1).Select(tick => tick.Value));
    }

    [Fact]
    public void No_two_ticks_of_an_axis_read_the_same()
    {
        foreach ((double minimum, double maximum) in Ranges())
        {
            if (Math.Abs(minimum) > 1e4 * (maximum - minimum))
                continue;
            string[] labels = [.. Linear(minimum, maximum).Select(tick => tick.Label)];

            Assert.Equal(labels.Length, labels.Distinct().Count());
        }
    }

    [Fact]
    public void Logarithmic_ticks_are_round_numbers_inside()
    {
        (double, double)[] ranges = [(1, 1000), (1e-5, 1e-3), (3, 40), (1e-300, 1e300), (49, 5000)];

        foreach ((double minimum, double maximum) in ranges)
        {
            double[] values = [.. Ticks.Of(new Scale(minimum, maximum, AxisScale.Log), 5).Select(tick => tick.Value)];

            Assert.InRange(values.Length, 2, 10);
            Assert.All(values, value => Assert.InRange(value, minimum * 0.999999, maximum * 1.000001));
            Assert.All(values, AssertRound);
        }
    }

    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-1, 1, "−1.0 −0.5 0 0.5 1.0")]
    [InlineData(0, 3000, "0 500 1,000 1,500 2,000 2,500 3,000")]
    [InlineData(0, 2e6, "0 0.5M 1.0M 1.5M 2.0M")]
    [InlineData(1.9, 2, "1.90 1.92 1.94 1.96 1.98 2.00")]
    [InlineData(0, 4e-5, "0 1e-5 2e-5 3e-5 4e-5")]
    public void Labels_carry_the_decimals_of_the_step(double minimum, double maximum, string labels)
    {
        IReadOnlyList<Tick> ticks = Linear(minimum, maximum);

        Assert.Equal(labels, string.Join(' ', ticks.Select(tick => tick.Label)));
    }

    [Fact]
    public void A_rounded_scale_holds_its_values_and_ends_at_ticks()
    {
        foreach ((double minimum, double maximum) in Ranges())
        {
            Scale scale = Scale.Over(new("loss"), [minimum, maximum]).Rounded(new("loss"), 5);
            double slack = 1e-6 * (maximum - minimum);

            Assert.InRange(minimum, scale.Minimum - slack, scale.Maximum);
            Assert.InRange(maximum, scale.Minimum, scale.Maximum + slack);
            Assert.True(scale.Maximum - scale.Minimum < 3 * (maximum - minimum));
        }
    }

    [Fact]
    public void A_scale_never_is_empty()
    {
        double[][] samples = [[], [double.NaN], [0], [5, 5], [-3], [double.PositiveInfinity], [1e-310]];

        foreach (double[] sample in samples)
        {
            foreach (AxisScale kind in Enum.GetValues<AxisScale>())
            {
                Scale scale = Scale.Over(new("x") { Scale = kind }, sample);
                Assert.True(scale.Maximum > scale.Minimum);
                Assert.NotEmpty(Ticks.Of(scale, 5));
            }
        }
    }

    private static IReadOnlyList<Tick> Linear(double minimum, double maximum) =>
        Ticks.Of(new Scale(minimum, maximum, AxisScale.Linear), 5);

    private static void AssertRound(double value)
    {
        double mantissa = value / Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-6));
        Assert.Contains(new[] { 1.0, 2, 5, 10 }, round => Math.Abs(mantissa / round - 1) < 1e-4);
    }
}

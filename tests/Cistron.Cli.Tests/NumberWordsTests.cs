namespace Cistron.Cli.Tests;

public sealed class NumberWordsTests
{
    [Theory]
    [InlineData(0.93149, "0.931")]
    [InlineData(-0.5, "-0.500")]
    [InlineData(0, "0.000")]
    [InlineData(0.0001234, "1.2e-4")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.PositiveInfinity, "–")]
    public void Numbers_have_three_decimals_unless_those_would_hide_them(double value, string expected) =>
        Assert.Equal(expected, NumberWords.Number(value));

    [Theory]
    [InlineData(8.9, "8 s")]
    [InlineData(192, "3 min 12 s")]
    [InlineData(7500, "2 h 05 min")]
    [InlineData(200_000, "55 h 33 min")]
    [InlineData(300_000, "3 days 11 h")]
    public void A_duration_has_its_two_largest_units(double seconds, string expected) =>
        Assert.Equal(expected, NumberWords.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(1.154e14, "1.15e+14")]
    [InlineData(0.5, "5.00e-1")]
    public void Numbers_of_any_size_are_powers_of_ten(double value, string expected) =>
        Assert.Equal(expected, NumberWords.Power(value));

    [Theory]
    [InlineData(0.999, "99 %")]
    [InlineData(1, "100 %")]
    public void Only_what_is_done_is_100_percent(double share, string expected) =>
        Assert.Equal(expected, NumberWords.Percent(share));
}

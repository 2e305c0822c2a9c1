using Cistron.Training.Interpretation.Mutagenesis;

namespace Cistron.Training.Tests.Interpretation;

public sealed class VariantEffectTests
{
    [Theory]
    // Odds of 1 and 3.
    [InlineData(0.5, 0.75, 0.25, 0.1875, 1.584963)]
    [InlineData(0.75, 0.5, -0.25, -0.1875, -1.584963)]
    [InlineData(0.8, 0.8, 0, 0, 0)]
    public void A_change_has_a_difference_a_weighted_one_and_a_ratio_of_odds(
        double reference, double alternative, double difference, double weighted, double ratio)
    {
        var effect = new VariantEffect(reference, alternative);

        Assert.Equal(difference, effect.Difference, 1e-12);
        Assert.Equal(weighted, effect.WeightedDifference, 1e-12);
        Assert.Equal(ratio, effect.Log2OddsRatio, 1e-6);
    }

    [Fact]
    public void A_change_and_its_undoing_have_opposite_ratios()
    {
        for (double p = 0; p <= 1; p += 1.0 / 16)
            for (double q = 0; q <= 1; q += 1.0 / 16)
                Assert.Equal(new VariantEffect(p, q).Log2OddsRatio, -new VariantEffect(q, p).Log2OddsRatio, 1e-9);
    }

    [Fact]
    public void Certainty_has_a_finite_ratio()
    {
        Assert.Equal(48, new VariantEffect(0, 1).Log2OddsRatio, 1e-3);
        Assert.Equal(0, new VariantEffect(1, 1).Log2OddsRatio);
    }
}

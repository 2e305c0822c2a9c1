namespace Cistron.Training.Interpretation.Mutagenesis;

/// <summary>What a change of bases does to the probability of a class.</summary>
/// <param name="Reference">The probability without the change.</param>
/// <param name="Alternative">The probability with it.</param>
public readonly record struct VariantEffect(double Reference, double Alternative)
{
    // Probabilities are computed in float32, which has nothing between this and 1.
    private const double Nearest = 1.0 / (1 << 24);

    /// <summary>With the change less without it.</summary>
    public double Difference => Alternative - Reference;

    /// <summary>The difference times the larger of the two, as DNABERT ranks variants (Ji et al. 2021).</summary>
    public double WeightedDifference => Difference * Math.Max(Reference, Alternative);

    /// <summary>
    /// log2 of the odds with the change less log2 of those without it: positive where the change makes the class likelier.
    /// (DNABERT's <c>logOR</c> has the other sign.) Probabilities are held 2^-24 away from 0 and 1.
    /// </summary>
    public double Log2OddsRatio => Log2Odds(Alternative) - Log2Odds(Reference);

    private static double Log2Odds(double probability)
    {
        double held = Math.Clamp(probability, Nearest, 1 - Nearest);
        return Math.Log2(held / (1 - held));
    }
}

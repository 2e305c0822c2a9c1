namespace Cistron.Runs.Plots.Drawing;

/// <summary>Equally spaced numbers among which all values are.</summary>
/// <param name="Start">One of them.</param>
/// <param name="Gap">From one to the next; above 0.</param>
internal readonly record struct Lattice(double Start, double Gap)
{
    private const double Tolerance = 1e-3;

    // Beyond these a bin holds so many that one more or less is not seen.
    private const int MostNumbers = 100_000;

    /// <summary>The coarsest one that the smallest gap between values gives; null where values do not fit it, or are all alike.</summary>
    public static Lattice? Of(IEnumerable<double> values)
    {
        double[] distinct = [.. values.Distinct().Order()];
        double gap = distinct.Zip(distinct.Skip(1), (low, high) => high - low).DefaultIfEmpty().Min();
        if (gap <= 0 || (distinct[^1] - distinct[0]) / gap > MostNumbers)
            return null;
        var lattice = new Lattice(distinct[0], gap);
        return distinct.All(value => IsWhole((value - lattice.Start) / gap)) ? lattice : null;
    }

    /// <summary>Whether a step takes from one of the numbers to another.</summary>
    public bool Divides(double step) => step >= Gap && IsWhole(step / Gap);

    private static bool IsWhole(double number) => Math.Abs(number - Math.Round(number)) < Tolerance;
}

namespace Cistron.Runs.Plots.Drawing;

/// <summary>One mark of an axis.</summary>
internal readonly record struct Tick(double Value, string Label);

/// <summary>
/// Ticks at round values: on a linear axis steps of 1, 2 or 5 times a power of ten, on a logarithmic axis those numbers
/// themselves.
/// </summary>
internal static class Ticks
{
    /// <summary>Absorbs rounding errors where a limit is itself a tick.</summary>
    private const double Slack = 1e-9;

    private static readonly double[] Mantissas = [1, 2, 5, 10];

    /// <summary>
    /// The ticks inside a scale, about <paramref name="target"/> of them, in rising order; on a linear axis none closer than
    /// <paramref name="smallestStep"/>.
    /// </summary>
    public static IReadOnlyList<Tick> Of(Scale scale, int target, double smallestStep = 0)
    {
        if (scale.Kind == AxisScale.Log && Logarithmic(scale.Minimum, scale.Maximum, target) is { Count: > 1 } powers)
        {
            bool isTiny = powers[0] < 1e-3;
            return [.. powers.Select(value =>
                new Tick(value, isTiny && value < 1 ? NumberText.Scientific(value) : NumberText.Short(value)))];
        }
        double step = Math.Max(Step((scale.Maximum - scale.Minimum) / target), smallestStep);
        double[] values = [.. Linear(scale.Minimum, scale.Maximum, step)];
        double largest = values.Select(Math.Abs).DefaultIfEmpty().Max();
        return [.. values.Select(value => new Tick(value, NumberText.Tick(value, step, largest)))];
    }

    /// <summary>The nearest round values at or outside the ends of a scale.</summary>
    public static (double Minimum, double Maximum) Around(Scale scale, int target)
    {
        if (scale.Kind == AxisScale.Log)
        {
            return (RoundsNear(scale.Minimum).Last(round => round <= scale.Minimum * (1 + Slack)),
                RoundsNear(scale.Maximum).First(round => round >= scale.Maximum * (1 - Slack)));
        }
        double step = Step((scale.Maximum - scale.Minimum) / target);
        return (Multiple(Math.Floor(scale.Minimum / step + Slack), step),
            Multiple(Math.Ceiling(scale.Maximum / step - Slack), step));
    }

    /// <summary>The number of the form 1, 2 or 5 · 10ⁿ that is nearest to <paramref name="rough"/> by ratio.</summary>
    public static double Step(double rough)
    {
        double power = Power(Math.Floor(Math.Log10(rough)));
        double share = rough / power;
        return power * (share < Math.Sqrt(2) ? 1 : share < Math.Sqrt(10) ? 2 : share < Math.Sqrt(50) ? 5 : 10);
    }

    private static IEnumerable<double> Linear(double minimum, double maximum, double step)
    {
        double last = Math.Floor(maximum / step + Slack);
        for (double index = Math.Ceiling(minimum / step - Slack); index <= last; index++)
            yield return Multiple(index, step);
    }

    private static List<double> Logarithmic(double minimum, double maximum, int target)
    {
        double decades = Math.Log10(maximum) - Math.Log10(minimum);
        int perDecade = decades * 2 <= target ? 3 : 1;
        int stride = Math.Max(1, (int)Math.Ceiling(decades / target));
        List<double> values = [];
        for (double exponent = Math.Floor(Math.Log10(minimum)); exponent <= Math.Log10(maximum); exponent++)
        {
            if (exponent % stride != 0)
                continue;
            foreach (double mantissa in Mantissas.AsSpan(0, perDecade))
            {
                double value = mantissa * Power(exponent);
                if (value >= minimum * (1 - Slack) && value <= maximum * (1 + Slack))
                    values.Add(value);
            }
        }
        return values;
    }

    private static IEnumerable<double> RoundsNear(double value)
    {
        double power = Power(Math.Floor(Math.Log10(value) + Slack));
        return Mantissas.Prepend(0.5).Select(mantissa => mantissa * power);
    }

    /// <summary>A product without the binary dust of, say, 3 · 0.1.</summary>
    private static double Multiple(double index, double step)
    {
        double decimals = -Math.Floor(Math.Log10(step) + Slack);
        return decimals is >= 0 and <= 15 ? Math.Round(index * step, (int)decimals) : index * step;
    }

    private static double Power(double exponent) =>
        exponent < 0 && exponent >= -22 ? 1 / Math.Pow(10, -exponent) : Math.Pow(10, exponent);
}

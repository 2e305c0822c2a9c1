namespace Cistron.Runs.Plots.Drawing;

/// <summary>
/// Where values lie in the picture: <see cref="Minimum"/> is drawn at <see cref="Start"/> and <see cref="Maximum"/> at
/// <see cref="End"/> (pixels; the vertical axis has <c>Start &gt; End</c>).
/// </summary>
internal sealed record Scale(double Minimum, double Maximum, AxisScale Kind)
{
    /// <summary>Beyond this size differences of values overflow; such values count as missing.</summary>
    private const double Largest = 1e300;

    public double Start { get; init; }

    public double End { get; init; } = 1;

    /// <summary>
    /// The scale over all showable values and the limits which the axis fixes; never empty: [0, 1] or, logarithmic,
    /// [1, 10] without values, and widened by a tenth to either side around a single value.
    /// </summary>
    public static Scale Over(Axis axis, IEnumerable<double> values)
    {
        double minimum = double.PositiveInfinity, maximum = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (!Shows(axis.Scale, value))
                continue;
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
        }
        if (minimum > maximum)
            (minimum, maximum) = axis.Scale == AxisScale.Log ? (1, 10) : (0, 1);
        minimum = axis.Minimum is { } low && Shows(axis.Scale, low) ? low : minimum;
        maximum = axis.Maximum is { } high && Shows(axis.Scale, high) ? high : maximum;
        if (maximum - minimum > 1e-9 * Math.Max(Math.Abs(minimum), Math.Abs(maximum)))
            return new(minimum, maximum, axis.Scale);
        if (axis.Scale == AxisScale.Log)
            return new(minimum / 1.1, minimum * 1.1, axis.Scale);
        double margin = minimum == 0 ? 1 : Math.Abs(minimum) / 10;
        return new(minimum - margin, minimum + margin, axis.Scale);
    }

    /// <summary>Whether a value has a place on this kind of scale: finite and, if logarithmic, positive.</summary>
    public bool Shows(double value) => Shows(Kind, value);

    /// <summary>The pixel of a showable value; values far outside stop a hundred lengths beyond the end.</summary>
    public double At(double value)
    {
        double share = Kind == AxisScale.Log
            ? (Math.Log(value) - Math.Log(Minimum)) / (Math.Log(Maximum) - Math.Log(Minimum))
            : (value - Minimum) / (Maximum - Minimum);
        return Start + Math.Clamp(share, -100, 100) * (End - Start);
    }

    /// <summary>This scale widened to the next ticks, except at limits which the axis fixes.</summary>
    public Scale Rounded(Axis axis, int ticks)
    {
        (double minimum, double maximum) = Ticks.Around(this, ticks);
        return this with
        {
            Minimum = axis.Minimum is null ? minimum : Minimum,
            Maximum = axis.Maximum is null ? maximum : Maximum,
        };
    }

    /// <summary>This scale begun at zero if it lacks little to it and the axis does not fix its lower limit.</summary>
    public Scale FromNearZero(Axis axis) =>
        axis.Minimum is null && Kind == AxisScale.Linear && Minimum > 0 && Minimum < 0.05 * Maximum
            ? this with { Minimum = 0 }
            : this;

    private static bool Shows(AxisScale kind, double value) =>
        Math.Abs(value) <= Largest && (kind == AxisScale.Linear || value >= 1 / Largest);
}

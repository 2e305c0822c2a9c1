using System.Globalization;
using Cistron.Runs.Plots;
using Cistron.Training.Verbs;

namespace Cistron.Training.Sweeps;

/// <summary>One thing that a sweep varies, and the values that its cells have of it.</summary>
/// <param name="Key">The key, or <see cref="SweepGrid.Arm"/>.</param>
/// <param name="Values">The values as they were written, each once: numbers by size, others in the order of the cells.</param>
public sealed record SweepFactor(string Key, IReadOnlyList<string> Values)
{
    // Numbers that span more would crowd at the lower end of a linear axis.
    private const double WidestLinear = 1.5;

    /// <summary>What varies in a sweep besides the replicate: the factors with two values or more.</summary>
    public static IReadOnlyList<SweepFactor> Of(SweepResult sweep) =>
    [
        .. sweep.Factors.Where(key => key != sweep.Replicate)
            .Select(key => new SweepFactor(key, Sorted([.. sweep.Cells.Select(cell => cell.Factors[key]).Distinct()])))
            .Where(factor => factor.Values.Count > 1),
    ];

    /// <summary>The last part of the key: <c>train_rows</c>.</summary>
    public string Name => Key[(Key.LastIndexOf('.') + 1)..];

    /// <summary>Whether every value is a number, so that the factor can be an axis.</summary>
    public bool IsNumeric => Values.All(IsNumber);

    /// <summary>The axis of the factor: logarithmic where the values span more than a decade and a half.</summary>
    public Axis Axis
    {
        get
        {
            double lowest = Values.Min(Number), highest = Values.Max(Number);
            bool isWide = lowest > 0 && Math.Log10(highest / lowest) > WidestLinear;
            return new Axis(Name) { Scale = isWide ? AxisScale.Log : AxisScale.Linear };
        }
    }

    /// <summary>A value as charts and tables name it beside others: that of an arm alone, else with its key.</summary>
    public string Label(string value) => Key == SweepGrid.Arm ? value : $"{Name} {value}";

    /// <summary>A value as a number; only where <see cref="IsNumeric"/>.</summary>
    public static double Number(string value) => double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string[] Sorted(string[] values) => values.All(IsNumber) ? [.. values.OrderBy(Number)] : values;

    private static bool IsNumber(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);
}

using System.Globalization;

namespace Cistron.Runs.Plots.Drawing;

/// <summary>Numbers as text, the same on every machine and in every culture.</summary>
internal static class NumberText
{
    private const string Missing = "–";

    /// <summary>A length or a coordinate with at most two decimals, never "-0".</summary>
    public static string Coordinate(double number) => Format(Math.Round(number, 2) + 0.0, "0.##");

    /// <summary>
    /// A value for people, with four significant digits: "0.8713", "12.5k", "3e-5"; "–" if it is not finite.
    /// </summary>
    public static string Short(double value)
    {
        if (!double.IsFinite(value))
            return Missing;
        double size = Math.Abs(value);
        if (size is 0 or (>= 1e-3 and < 1e4))
            return Signed(Format(double.Parse(Format(value, "G4"), CultureInfo.InvariantCulture), "#,0.######"));
        (double divisor, string suffix) = Prefix(size);
        return suffix.Length == 0 ? Scientific(value) : Signed(Format(value / divisor, "0.##") + suffix);
    }

    /// <summary>A value as engineers write very small and very large ones: "1e-4".</summary>
    public static string Scientific(double value) => Signed(Format(value, "0.##e0"));

    /// <summary>
    /// The label of a tick: as many decimals as the step between ticks needs, and one metric prefix for the whole axis,
    /// chosen by its <paramref name="largest"/> size.
    /// </summary>
    public static string Tick(double value, double step, double largest)
    {
        if (value == 0)
            return "0";
        (double divisor, string suffix) = largest >= 1e4 ? Prefix(largest) : (1, "");
        if (largest < 1e-3 || (largest >= 1e4 && suffix.Length == 0))
            return Scientific(value);
        int decimals = (int)Math.Clamp(-Math.Floor(Math.Log10(step / divisor) + 1e-9), 0, 9);
        return Signed(Format(value / divisor, "N" + decimals) + suffix);
    }

    /// <summary>A value with a fixed number of decimals, "–" if it is not finite.</summary>
    public static string Fixed(double value, int decimals) =>
        double.IsFinite(value) ? Signed(Format(value, "F" + decimals)) : Missing;

    /// <summary>A whole number with its thousands apart: "12,345".</summary>
    public static string Count(double count) => double.IsFinite(count) ? Signed(Format(count, "#,0")) : Missing;

    private static (double Divisor, string Suffix) Prefix(double size) => size switch
    {
        < 1e3 => (1, ""),
        < 1e6 => (1e3, "k"),
        < 1e9 => (1e6, "M"),
        < 1e12 => (1e9, "G"),
        < 1e15 => (1e12, "T"),
        _ => (1, ""),
    };

    /// <summary>Digits with a minus sign instead of a hyphen.</summary>
    private static string Signed(string digits) =>
        digits.StartsWith('-') ? string.Concat("\u2212", digits.AsSpan(1)) : digits;

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

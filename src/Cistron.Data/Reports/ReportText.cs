using Cistron.Evaluation.Metrics;

namespace Cistron.Data.Reports;

/// <summary>
/// Numbers as a report writes them. Hyphens stand for minus signs, so that tables can be copied to programs.
/// </summary>
public static class ReportText
{
    private const double SmallestWithDecimals = 0.0005;

    /// <summary>Three decimals, or a power of ten where they would all be 0; a dash for what is undefined.</summary>
    public static string Number(double value) =>
        !double.IsFinite(value) ? "–"
        : value != 0 && Math.Abs(value) < SmallestWithDecimals ? $"{value:0.0e+0}"
        : $"{value:0.000}";

    /// <summary>A learning rate with two digits, as a recipe takes it: "3.2e-3", "0.32".</summary>
    public static string Rate(double rate) => rate < 0.1 ? $"{rate:0.0e-0}" : $"{rate:G2}";

    /// <summary>A number with its sign, for differences.</summary>
    public static string Signed(double value) => value > 0 ? $"+{Number(value)}" : Number(value);

    /// <summary>An interval such as "0.609 to 0.746"; a dash for what is undefined.</summary>
    public static string Interval(Estimate estimate) =>
        IsKnown(estimate) ? $"{Number(estimate.Lower)} to {Number(estimate.Upper)}" : "–";

    /// <summary>A value with its interval in running text: "0.679 (95 % interval 0.609 to 0.746)".</summary>
    public static string Value(Estimate estimate) => Number(estimate.Value) + Parenthesis(estimate);

    /// <summary>A whole number in groups of three digits.</summary>
    public static string Count(double count) => $"{count:N0}";

    /// <summary>A share in percent with one decimal.</summary>
    public static string Percent(double share) => double.IsFinite(share) ? $"{100 * share:0.0} %" : "–";

    /// <summary>A threshold or an estimate with two decimals at most: "0.8".</summary>
    public static string Short(double value) => $"{value:0.##}";

    /// <summary>A time in its two largest units: "2 h 05 min", "3 min 12 s", "8 s".</summary>
    public static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Round(seconds));
        return time.TotalHours >= 1 ? $"{(long)time.TotalHours} h {time.Minutes:00} min"
            : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds:00} s"
            : $"{time.Seconds} s";
    }

    /// <summary>The sentence that a difference allows about two methods on the same rows.</summary>
    /// <param name="difference">First minus second in a metric that rises with quality, with its 95 % interval.</param>
    /// <param name="first">The first method in the sentence, such as "the model".</param>
    /// <param name="second">The second method.</param>
    public static string Verdict(Estimate difference, string first, string second)
    {
        if (!IsKnown(difference))
            return $"How {first} compares with {second} cannot be told on these rows.";
        string shown = $"the difference is {Signed(difference.Value)}{Parenthesis(difference)}";
        return difference.Lower > 0 ? $"{Capital(first)} is better than {second} on these rows: {shown}."
            : difference.Upper < 0 ? $"{Capital(first)} is worse than {second} on these rows: {shown}."
            : $"These rows do not tell {first} from {second}: {shown}, and the interval includes 0.";
    }

    private static bool IsKnown(Estimate estimate) =>
        double.IsFinite(estimate.Lower) && double.IsFinite(estimate.Upper);

    // The no-break space keeps a line from ending between number and sign.
    private static string Parenthesis(Estimate estimate) =>
        IsKnown(estimate) ? $" (95\u00a0% interval {Interval(estimate)})" : "";

    private static string Capital(string start) => char.ToUpperInvariant(start[0]) + start[1..];
}

using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Cistron.Runs.Recipes;

/// <summary>The interval that a <see cref="RangeAttribute"/> allows, read as numbers on a real line.</summary>
/// <remarks>
/// The attribute's own test is not used: given whole bounds it rounds the value first, so that 1.4 would lie in [0, 1].
/// </remarks>
internal sealed record Bounds(double Minimum, bool IsMinimumOpen, double Maximum, bool IsMaximumOpen)
{
    public static Bounds Of(RangeAttribute range) => new(
        Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture), range.MinimumIsExclusive,
        Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture), range.MaximumIsExclusive);

    public bool Hold(double value) =>
        (IsMinimumOpen ? value > Minimum : value >= Minimum) && (IsMaximumOpen ? value < Maximum : value <= Maximum);

    /// <summary>
    /// As messages show it: <c>in [0, 1)</c>, or <c>≥ 1</c> where the other end is only the type's limit.
    /// </summary>
    public override string ToString() => (IsLimit(Minimum), IsLimit(Maximum)) switch
    {
        (false, true) => $"{(IsMinimumOpen ? '>' : '≥')} {YamlWord.OfNumber(Minimum)}",
        (true, false) => $"{(IsMaximumOpen ? '<' : '≤')} {YamlWord.OfNumber(Maximum)}",
        _ => $"in {(IsMinimumOpen ? '(' : '[')}{YamlWord.OfNumber(Minimum)}, {YamlWord.OfNumber(Maximum)}"
            + (IsMaximumOpen ? ')' : ']'),
    };

    private static bool IsLimit(double bound) => bound is int.MinValue or int.MaxValue or long.MinValue or long.MaxValue
        or ulong.MaxValue or double.MinValue or double.MaxValue || double.IsInfinity(bound);
}

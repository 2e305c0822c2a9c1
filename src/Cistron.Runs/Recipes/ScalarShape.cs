using System.Globalization;
using System.Text.Json;

namespace Cistron.Runs.Recipes;

/// <summary>A single value: text, a number, true or false, or one of an enum's names.</summary>
internal sealed record ScalarShape(Type Type, bool IsNullable, Bounds? Bounds) : ValueShape(IsNullable)
{
    public static bool Supports(Type type) => type.IsEnum || type == typeof(string) || type == typeof(bool)
        || type == typeof(int) || type == typeof(long) || type == typeof(ulong) || type == typeof(double);

    public override string Words =>
        Type.IsEnum ? $"one of {string.Join(", ", Type.GetEnumNames().Select(NameOf))}"
        : Type == typeof(string) ? "text"
        : Type == typeof(bool) ? "true or false"
        : Type == typeof(double) ? "a number"
        : "a whole number";

    /// <summary>
    /// The kind of value with its bounds; those of the type itself only where they are what was broken.
    /// </summary>
    public string Expected(ScalarNode found)
    {
        bool isTooLong = Words == "a whole number" && found.IsPlain && found.Text.TrimStart('-').All(char.IsAsciiDigit);
        string? bounds = Bounds?.ToString() ?? (isTooLong ? LimitsOfType : null);
        return bounds is null ? Words : $"{Words} {bounds}";
    }

    /// <summary>The value that was written, or null when it is not of this shape or out of bounds.</summary>
    public object? Read(ScalarNode node)
    {
        if (node.IsNull)
            return null;
        if (Type == typeof(string))
            return node.Text;
        if (Type.IsEnum)
            return Enum.GetValues(Type).Cast<object>().FirstOrDefault(value => NameOf($"{value}") == node.Text);
        if (!node.IsPlain)
            return null;
        if (Type == typeof(bool))
            return node.Text switch { "true" => true, "false" => false, _ => null };
        object? number = Number(node.Text);
        bool isInBounds = Bounds is null || (number is not null && Bounds.Hold(ToDouble(number)));
        return isInBounds ? number : null;
    }

    /// <summary>The value as YAML that reads back as the same value.</summary>
    public static string Write(object value) => value switch
    {
        string text => YamlWord.OfText(text),
        bool flag => flag ? "true" : "false",
        double number when !double.IsFinite(number) =>
            throw new ArgumentException("A recipe holds finite numbers only; use a nullable number for 'none'."),
        double number => YamlWord.OfNumber(number),
        Enum name => NameOf($"{name}"),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private string LimitsOfType =>
        Type == typeof(int) ? $"in [{int.MinValue}, {int.MaxValue}]"
        : Type == typeof(long) ? $"in [{long.MinValue}, {long.MaxValue}]"
        : $"in [0, {ulong.MaxValue}]";

    private object? Number(string text)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        const NumberStyles Real = Whole | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (Type == typeof(int))
            return int.TryParse(text, Whole, culture, out int small) ? small : null;
        if (Type == typeof(long))
            return long.TryParse(text, Whole, culture, out long large) ? large : null;
        if (Type == typeof(ulong))
            return ulong.TryParse(text, Whole, culture, out ulong positive) ? positive : null;
        return double.TryParse(text, Real, culture, out double real) && double.IsFinite(real) ? real : null;
    }

    private static double ToDouble(object number) => Convert.ToDouble(number, CultureInfo.InvariantCulture);

    private static string NameOf(string identifier) => JsonNamingPolicy.SnakeCaseLower.ConvertName(identifier);
}

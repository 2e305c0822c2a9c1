using System.Text.RegularExpressions;

namespace Cistron.Training.Reports;

/// <summary>Commands as they are typed at a shell.</summary>
public static partial class CommandText
{
    /// <summary>A verb with its recipe, if any, and its <c>key=value</c> arguments, quoted where shell or YAML need it.</summary>
    public static string Of(string verb, string? recipe, params IEnumerable<(string Key, string Value)> arguments) =>
        string.Join(' ', ["./cistron", verb, .. recipe is null ? [] : new[] { Quoted(recipe, recipe) },
            .. arguments.Select(argument => Argument(argument.Key, argument.Value))]);

    private static string Argument(string key, string value) =>
        Quoted(value, $"{key}={value}", $"{key}=\"{value.Replace("\\", @"\\").Replace("\"", "\\\"")}\"");

    /// <summary>The bare word when every letter of the value is harmless, else the careful one in single quotes.</summary>
    private static string Quoted(string value, string bare, string? careful = null) =>
        Harmless().IsMatch(value) ? bare : $"'{(careful ?? bare).Replace("'", @"'\''")}'";

    [GeneratedRegex(@"\A[A-Za-z0-9_./][A-Za-z0-9_./+-]*\z")]
    private static partial Regex Harmless();
}

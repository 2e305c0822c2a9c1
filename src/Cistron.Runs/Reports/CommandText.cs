using System.Text.RegularExpressions;

namespace Cistron.Runs.Reports;

/// <summary>Commands as they are typed at a shell.</summary>
public static partial class CommandText
{
    /// <summary>
    /// A verb with its recipe, if any, and its <c>key=value</c> arguments, quoted where shell or YAML need it.
    /// </summary>
    public static string Of(string verb, string? recipe, params IEnumerable<(string Key, string Value)> arguments)
    {
        List<string> words = ["./cistron", verb];
        if (recipe is not null)
            words.Add(Word(recipe));
        words.AddRange(arguments.Select(argument => Argument(argument.Key, argument.Value)));
        return string.Join(' ', words);
    }

    /// <summary>An argument whose value is a list, to stand behind such a command.</summary>
    public static string List(string key, params IEnumerable<string> values) =>
        InSingleQuotes($"{key}=[{string.Join(", ", values.Select(Yaml))}]");

    private static string Argument(string key, string value) =>
        Harmless().IsMatch(value) ? $"{key}={value}" : InSingleQuotes($"{key}={Yaml(value)}");

    // What a value is to the recipe is YAML, so a careful one stands in double quotes inside the shell's single ones.
    private static string Yaml(string value) => Harmless().IsMatch(value)
        ? value
        : $"\"{value.Replace("\\", @"\\").Replace("\"", "\\\"")}\"";

    private static string Word(string word) => Harmless().IsMatch(word) ? word : InSingleQuotes(word);

    private static string InSingleQuotes(string text) => $"'{text.Replace("'", @"'\''")}'";

    [GeneratedRegex(@"\A[A-Za-z0-9_./][A-Za-z0-9_./+-]*\z")]
    private static partial Regex Harmless();
}

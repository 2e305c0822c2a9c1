using System.Globalization;
using System.Text;

namespace Cistron.Sequences.Formats.GenomicBenchmarks;

/// <summary>What <c>metadata.yaml</c> says about a benchmark.</summary>
/// <param name="Version">The version of the coordinates; null when not said.</param>
/// <param name="Classes">In the order of the file; at least one.</param>
/// <remarks>
/// Of YAML only what these files are made of is read: <c>version: N</c>, and <c>classes:</c> with the names of classes
/// indented by two blanks and their keys by four, one a line, values plain or in quotes.
/// </remarks>
public sealed record BenchmarkMetadata(int? Version, IReadOnlyList<BenchmarkClass> Classes)
{
    private const int LongestLine = 1 << 16;
    private const int MostClasses = 10_000;

    /// <summary>Reads the file.</summary>
    /// <exception cref="InputException">
    /// It cannot be opened, has a line of another form, or a class whose name is no name of a file.
    /// </exception>
    public static BenchmarkMetadata Read(string path)
    {
        using TextLines lines = TextLines.Open(path, LongestLine);
        int? version = null;
        List<BenchmarkClass> classes = [];
        bool isInClasses = false;
        while (lines.Next(out ReadOnlySpan<byte> line))
        {
            string text = Encoding.UTF8.GetString(line).TrimEnd();
            string trimmed = text.TrimStart(' ');
            if (trimmed.Length == 0 || trimmed[0] == '#' || text == "---")
                continue;
            (string key, string value) = Entry(trimmed, lines);
            switch (text.Length - trimmed.Length)
            {
                case 0 when key == "classes" && value.Length == 0:
                    isInClasses = true;
                    break;
                case 0:
                    isInClasses = false;
                    if (key == "version")
                        version = Number(value, lines);
                    break;
                case 2 when isInClasses && value.Length == 0 && classes.Count < MostClasses:
                    classes.Add(new BenchmarkClass(ClassName(key, classes, lines), "", "", ""));
                    break;
                case 4 when isInClasses && classes.Count > 0:
                    classes[^1] = key switch
                    {
                        "url" => classes[^1] with { Url = value },
                        "type" => classes[^1] with { Type = value },
                        "extra_processing" => classes[^1] with { ExtraProcessing = value },
                        _ => classes[^1],
                    };
                    break;
                default:
                    throw Unexpected(trimmed, lines);
            }
        }
        return classes.Count > 0
            ? new BenchmarkMetadata(version, classes)
            : throw new InputException(lines.File, null, "there are no classes",
                "the classes of the benchmark stand below 'classes:'", "check that this is the right file");
    }

    private static (string Key, string Value) Entry(string text, TextLines lines)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        bool isEntry = colon > 0 && (colon + 1 == text.Length || text[colon + 1] == ' ');
        if (!isEntry)
            throw Unexpected(text, lines);
        string value = text[(colon + 1)..].Trim();
        if (value.Length > 0 && "&*!|>[{".Contains(value[0], StringComparison.Ordinal))
            throw Unexpected(text, lines);
        return (Unquoted(text[..colon].Trim()), Unquoted(value));
    }

    private static string Unquoted(string text) =>
        text.Length > 1 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1] : text;

    private static int? Number(string value, TextLines lines) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw lines.Fault($"the version is {InputException.Quote(value)}", "a whole number was expected",
                "correct it");

    // The name becomes that of a file, so it must not lead anywhere else.
    private static string ClassName(string name, List<BenchmarkClass> classes, TextLines lines)
    {
        bool isFileName = name.Length is > 0 and <= 200 && !name.StartsWith('.')
            && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.' or ' ' or '+');
        if (!isFileName)
            throw lines.Fault($"the class is called {InputException.Quote(name)}",
                "the name of a class is that of its files, of letters, digits, '_', '-' and '.'", "rename it");
        return classes.TrueForAll(other => other.Name != name)
            ? name
            : throw lines.Fault($"the class {InputException.Quote(name)} is there twice", "each class has its own name",
                "remove one");
    }

    private static InputException Unexpected(string text, TextLines lines) => lines.Fault(
        $"the line is {InputException.Quote(text)}",
        "'version: 0' or 'classes:', a class behind two blanks, or its url or type behind four was expected",
        "write it in this form");
}

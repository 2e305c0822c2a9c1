using System.Collections;
using System.Text;

namespace Cistron.Runs.Recipes;

/// <summary>
/// Writes a record as the recipe that binds to an equal record: every key, in the order of declaration.
/// </summary>
public static class RecipeWriter
{
    /// <summary>
    /// The recipe as YAML, lines ending in <c>\n</c>; numbers in the fewest digits that read back the same.
    /// </summary>
    /// <exception cref="ArgumentException">A property's type or a number (NaN, an infinity) cannot stand in a
    /// recipe.</exception>
    public static string Write<T>(T recipe) where T : class
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var yaml = new StringBuilder();
        WriteRecord(yaml, new RecordShape(typeof(T), isNullable: false), recipe, lead: "", indent: "");
        return yaml.ToString();
    }

    /// <summary>A value on one line, as YAML flow; null for one that needs lines of its own.</summary>
    internal static string? Flow(ValueShape shape, object? value) => (shape, value) switch
    {
        (_, null) => "null",
        (ScalarShape, _) => ScalarShape.Write(value),
        (OpenShape, RecipeValue open) => open.Yaml,
        (ListShape { Element: ScalarShape or OpenShape } list, IEnumerable items) =>
            $"[{string.Join(", ", items.Cast<object?>().Select(item => Flow(list.Element, item)))}]",
        (ListShape, ICollection { Count: 0 }) => "[]",
        (DictionaryShape, ICollection { Count: 0 }) => "{}",
        _ => null,
    };

    /// <param name="yaml">Where to write.</param>
    /// <param name="shape">The shape of the record.</param>
    /// <param name="record">The record.</param>
    /// <param name="lead">What stands before the first key: the indent, or the indent and a list's dash.</param>
    /// <param name="indent">What stands before the other keys.</param>
    private static void WriteRecord(StringBuilder yaml, RecordShape shape, object record, string lead, string indent)
    {
        foreach (RecipeField field in shape.Fields)
        {
            yaml.Append(lead).Append(field.Name).Append(':');
            object? value = field.Property.GetValue(record);
            if (Flow(field.Shape, value) is string flow)
                yaml.Append(' ').Append(flow).Append('\n');
            else
                WriteBlock(yaml.Append('\n'), field.Shape, value!, indent + "  ");
            lead = indent;
        }
    }

    private static void WriteBlock(StringBuilder yaml, ValueShape shape, object value, string indent)
    {
        if (shape is RecordShape section)
        {
            WriteRecord(yaml, section, value, indent, indent);
        }
        else if (shape is ListShape { Element: RecordShape element })
        {
            foreach (object item in (IEnumerable)value)
                WriteRecord(yaml, element, item, indent + "- ", indent + "  ");
        }
        else if (shape is DictionaryShape dictionary)
        {
            foreach (DictionaryEntry entry in (IDictionary)value)
            {
                yaml.Append(indent).Append(YamlWord.OfText((string)entry.Key)).Append(": ")
                    .Append(Flow(dictionary.Value, entry.Value)).Append('\n');
            }
        }
    }
}

using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Cistron.Runs.Recipes;

/// <summary>What a recipe may say about one key.</summary>
/// <param name="Key">The dotted key; keys of list items are <c>list[].key</c>.</param>
/// <param name="Type">The kind of value in words, "or null" included.</param>
/// <param name="Default">The default as YAML in one line; null when the key must be given or has keys of its
/// own.</param>
/// <param name="Range">The bounds, such as <c>in [0, 1)</c> or <c>≥ 1</c>; null when there are none.</param>
/// <param name="Description">What the key means, from the property's <c>[Description]</c>; null when it has
/// none.</param>
public sealed record RecipeKey(string Key, string Type, string? Default, string? Range, string? Description);

/// <summary>Lists the keys of a recipe for help and documentation.</summary>
public static class RecipeReference
{
    /// <summary>Every key of the recipe <typeparamref name="T"/>, in the order in which it is written.</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> has a property that a recipe cannot
    /// hold.</exception>
    public static IReadOnlyList<RecipeKey> Of<T>() where T : class
    {
        var shape = new RecordShape(typeof(T), isNullable: false);
        return [.. KeysOf(shape, shape.Create(), "")];
    }

    private static IEnumerable<RecipeKey> KeysOf(RecordShape shape, object defaults, string prefix)
    {
        foreach (RecipeField field in shape.Fields)
        {
            string key = prefix + field.Name;
            object? standard = field.Property.GetValue(defaults);
            RangeAttribute? range = field.Property.GetCustomAttribute<RangeAttribute>();
            yield return new RecipeKey(
                key,
                field.Shape.IsNullable ? $"{field.Shape.Words} or null" : field.Shape.Words,
                field.IsRequired ? null : Default(field.Shape, standard),
                range is null ? null : $"{Bounds.Of(range)}",
                field.Description);
            foreach (RecipeKey below in Below(field.Shape, standard, key))
                yield return below;
        }
    }

    // Names with values stand on lines of their own in a recipe, and on one line here.
    private static string? Default(ValueShape shape, object? standard)
    {
        if (shape is not DictionaryShape names || standard is not IDictionary { Count: > 0 } values)
            return RecipeWriter.Flow(shape, standard);
        List<string> entries = [];
        foreach (DictionaryEntry entry in values)
            entries.Add($"{entry.Key}: {RecipeWriter.Flow(names.Value, entry.Value)}");
        return $"{{{string.Join(", ", entries)}}}";
    }

    private static IEnumerable<RecipeKey> Below(ValueShape shape, object? standard, string key) => shape switch
    {
        RecordShape record => KeysOf(record, standard ?? record.Create(), $"{key}."),
        ListShape { Element: RecordShape item } => KeysOf(item, item.Create(), $"{key}[]."),
        _ => [],
    };
}

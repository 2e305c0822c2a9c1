using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace Cistron.Runs.Recipes;

/// <summary>One key of a section: a property with an <c>init</c> accessor.</summary>
/// <param name="Name">The key in YAML: the property's name in snake_case.</param>
/// <param name="Property">The property that holds the value.</param>
/// <param name="Shape">What it may hold.</param>
/// <param name="IsRequired">Whether the recipe must give it a value that is not empty.</param>
/// <param name="Description">What it means, from its <see cref="DescriptionAttribute"/>.</param>
internal sealed record RecipeField(
    string Name, PropertyInfo Property, ValueShape Shape, bool IsRequired, string? Description);

/// <summary>A section of a recipe: an immutable record whose keys are its <c>init</c> properties.</summary>
internal sealed record RecordShape : ValueShape
{
    private readonly Type _type;
    private readonly MethodInfo _clone;

    /// <exception cref="ArgumentException">A property's type cannot stand in a recipe.</exception>
    public RecordShape(Type type, bool isNullable) : base(isNullable)
    {
        _type = type;
        _clone = CloneOf(type) ?? throw new NotSupportedException($"{type} is not a record");
        Fields =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.SetMethod is { IsPublic: true })
                .OrderBy(property => Depth(property.DeclaringType!)).Select(FieldOf),
        ];
    }

    /// <summary>The keys in the order of their declaration.</summary>
    public IReadOnlyList<RecipeField> Fields { get; }

    public override string Words => $"keys with values ({string.Join(", ", Fields.Select(known => known.Name))})";

    /// <summary>Whether a type is a record that can be made without arguments.</summary>
    public static bool Supports(Type type) =>
        CloneOf(type) is not null && type.GetConstructor(Type.EmptyTypes) is not null;

    /// <summary>A new record with its defaults.</summary>
    public object Create() => Activator.CreateInstance(_type)!;

    /// <summary>A copy that may be filled: defaults can be shared values and must not change.</summary>
    public object Copy(object record) => _clone.Invoke(record, null)!;

    /// <summary>
    /// Every key below this section by its dotted name; the keys of list items are shown as <c>list[].key</c>.
    /// </summary>
    public IEnumerable<(string Key, RecipeField Field)> AllFields(string prefix = "")
    {
        foreach (RecipeField field in Fields)
        {
            string key = prefix + field.Name;
            yield return (key, field);
            (RecordShape? section, string start) = field.Shape switch
            {
                RecordShape record => (record, $"{key}."),
                ListShape { Element: RecordShape record } => (record, $"{key}[]."),
                _ => (null, ""),
            };
            foreach ((string, RecipeField) below in section?.AllFields(start) ?? [])
                yield return below;
        }
    }

    private static RecipeField FieldOf(PropertyInfo property) => new(
        JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property, ValueShape.Of(property),
        property.IsDefined(typeof(RequiredAttribute)),
        property.GetCustomAttribute<DescriptionAttribute>()?.Description);

    // What several recipes share stands in the record that they derive from, and comes first.
    private static int Depth(Type type) => type.BaseType is { } basis ? 1 + Depth(basis) : 0;

    // The compiler gives every record this method; `with` expressions call it.
    private static MethodInfo? CloneOf(Type type) => type.GetMethod("<Clone>$");
}

using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Cistron.Runs.Recipes;

/// <summary>What a key of a recipe may hold, read from the type of its property.</summary>
internal abstract record ValueShape(bool IsNullable)
{
    /// <summary>The kind of value, as messages and the reference name it.</summary>
    public abstract string Words { get; }

    /// <exception cref="ArgumentException">A recipe cannot hold this type.</exception>
    public static ValueShape Of(PropertyInfo property)
    {
        RangeAttribute? range = property.GetCustomAttribute<RangeAttribute>();
        try
        {
            return Of(property.PropertyType, new NullabilityInfoContext().Create(property),
                range is null ? null : Bounds.Of(range));
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException($"{property.DeclaringType}.{property.Name}: {e.Message}", e);
        }
    }

    private static ValueShape Of(Type type, NullabilityInfo nullability, Bounds? bounds)
    {
        Type held = Nullable.GetUnderlyingType(type) ?? type;
        bool isNullable = held != type || (!type.IsValueType && nullability.ReadState == NullabilityState.Nullable);
        if (type == typeof(RecipeValue))
            return new OpenShape();
        if (ScalarShape.Supports(held))
            return new ScalarShape(held, isNullable, bounds);
        if (type.IsArray)
            return new ListShape(type.GetElementType()!, Of(type.GetElementType()!, nullability.ElementType!, bounds),
                isNullable);
        Type? generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        NullabilityInfo[] arguments = nullability.GenericTypeArguments;
        if (generic == typeof(IReadOnlyList<>))
            return new ListShape(type.GenericTypeArguments[0], Of(type.GenericTypeArguments[0], arguments[0], bounds),
                isNullable);
        if (generic == typeof(IReadOnlyDictionary<,>) && type.GenericTypeArguments[0] == typeof(string)
            && Of(type.GenericTypeArguments[1], arguments[1], bounds) is var value
            && value is ScalarShape or OpenShape or ListShape { Element: ScalarShape or OpenShape })
            return new DictionaryShape(type.GenericTypeArguments[1], value, isNullable);
        return RecordShape.Supports(type)
            ? new RecordShape(type, isNullable)
            : throw new NotSupportedException($"a recipe cannot hold the type {type}");
    }
}

/// <summary>Several values of one shape, in order: an array or an <see cref="IReadOnlyList{T}"/>.</summary>
internal sealed record ListShape : ValueShape
{
    private readonly Type _elementType;

    public ListShape(Type elementType, ValueShape element, bool isNullable) : base(isNullable)
    {
        if (element is not (ScalarShape or OpenShape or RecordShape { IsNullable: false }))
            throw new NotSupportedException($"a recipe cannot hold a list of {element.Words}");
        (_elementType, Element) = (elementType, element);
    }

    public ValueShape Element { get; }

    public override string Words => $"a list, each item {Element.Words}";

    public Array Create(IReadOnlyList<object?> items)
    {
        var array = Array.CreateInstance(_elementType, items.Count);
        for (int i = 0; i < items.Count; i++)
            array.SetValue(items[i], i);
        return array;
    }
}

/// <summary>
/// Free names with a value each: an <see cref="IReadOnlyDictionary{TKey,TValue}"/> from text to scalars, open values, or
/// lists of them.
/// </summary>
internal sealed record DictionaryShape(Type ValueType, ValueShape Value, bool IsNullable) : ValueShape(IsNullable)
{
    public override string Words => $"names, each with {Value.Words}";

    /// <summary>
    /// Whether the names are keys of another recipe, so that a section among them stands for the dotted keys in it.
    /// </summary>
    public bool HoldsKeys => Value is OpenShape or ListShape { Element: OpenShape };

    /// <summary>An empty dictionary that keeps the order in which it is filled.</summary>
    public System.Collections.IDictionary Create() => (System.Collections.IDictionary)Activator.CreateInstance(
        typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), ValueType))!;
}

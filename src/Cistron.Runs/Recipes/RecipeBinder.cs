namespace Cistron.Runs.Recipes;

/// <summary>
/// Makes an immutable record from a recipe. Keys are the record's <c>init</c> properties in snake_case; keys that are
/// not given keep the record's defaults. A property may be text, int, long, ulong, double, bool, an enum, a record, an
/// array or <see cref="IReadOnlyList{T}"/> of those, an <see cref="IReadOnlyDictionary{TKey,TValue}"/> from text to
/// single values or lists of them, or a nullable one of these. A <see cref="RecipeValue"/> in a list or dictionary takes
/// whatever stands there; the names of such a dictionary are keys of another recipe. <c>[Range]</c> bounds numbers (in lists, each number), <c>[Required]</c>
/// demands a value that is not empty, and <see cref="IValidated"/> adds rules that need several keys.
/// </summary>
public static class RecipeBinder
{
    /// <summary>Binds a recipe and the arguments laid over it.</summary>
    /// <param name="recipe">The recipe; null when there are arguments only.</param>
    /// <param name="arguments"><c>key=value</c> with a dotted key and a value in YAML: <c>training.steps=200</c>,
    /// <c>data.corpus=[a.fa, b.fa.gz]</c>. Each replaces what the recipe or an earlier argument gave for its key.
    /// </param>
    /// <exception cref="RecipeException">Something is wrong; holds every fault that was found.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> has a property that a recipe cannot
    /// hold.</exception>
    public static T Bind<T>(RecipeText? recipe, IReadOnlyList<string> arguments) where T : class
    {
        var shape = new RecordShape(typeof(T), isNullable: false);
        var faults = new FaultList();
        RecipeNode root = recipe is null
            ? new MappingNode(RecipePlace.AllArguments)
            : RecipeParser.Parse(recipe.Yaml, line => RecipePlace.InFile(recipe.Name, line), faults);
        if (root is ScalarNode { IsNull: true })
            root = new MappingNode(root.Place);

        // A file that is not a mapping is a fault by itself; its arguments are still checked as far as they can be.
        RecipeArguments.Apply(arguments, root as MappingNode ?? new MappingNode(root.Place), faults);
        object? bound = new RecordBinding(shape, root, faults).Bind();
        faults.ThrowIfAny();
        return (T)bound!;
    }

    /// <summary>Binds the recipe in a file and the arguments laid over it.</summary>
    /// <inheritdoc cref="Bind{T}(RecipeText?, IReadOnlyList{string})"/>
    public static T Bind<T>(string path, IReadOnlyList<string> arguments) where T : class =>
        Bind<T>(RecipeText.Read(path), arguments);
}

namespace Cistron.Runs.Recipes;

/// <summary>Where a part of a recipe was written; ordered as faults are reported.</summary>
/// <param name="Text">How messages call the place.</param>
/// <param name="Argument">The number of the command-line argument from 1; 0 in the recipe file.</param>
/// <param name="Line">The line in the recipe file from 1; 0 in an argument.</param>
internal sealed record RecipePlace(string Text, int Argument, long Line)
{
    public static RecipePlace AllArguments { get; } = new("arguments", 0, 0);

    public static RecipePlace InFile(string name, long line) => new($"{name}:{line}", 0, line);

    public static RecipePlace InArgument(string argument, int index) =>
        new($"argument '{Excerpt.Of(argument)}'", index + 1, 0);
}

/// <summary>A piece of a recipe as it was written, before it is given a type.</summary>
/// <param name="Place">Where it was written: for a value, the line of its key.</param>
internal abstract record RecipeNode(RecipePlace Place)
{
    /// <summary>How messages name what was found.</summary>
    public abstract string Found { get; }

    /// <summary>The piece as YAML in one line that reads back as the same piece.</summary>
    public abstract string Flow { get; }
}

/// <summary>A single value.</summary>
internal sealed record ScalarNode(RecipePlace Place, string Text, bool IsPlain) : RecipeNode(Place)
{
    public bool IsNull => IsPlain && Text is "" or "~" or "null";

    public override string Found =>
        IsNull ? "null" : IsPlain ? $"'{Excerpt.Of(Text)}'" : $"the quoted text '{Excerpt.Of(Text)}'";

    // Bare words with these letters would look like a list of others.
    public override string Flow =>
        IsNull ? "null" : IsPlain && !Text.Any(" ,[]{}\"\n".Contains) ? Text : YamlWord.OfText(Text);
}

/// <summary>A list of values.</summary>
internal sealed record ListNode(RecipePlace Place, IReadOnlyList<RecipeNode> Items) : RecipeNode(Place)
{
    public override string Found => "a list";

    public override string Flow => $"[{string.Join(", ", Items.Select(item => item.Flow))}]";
}

/// <summary>Keys with values. Mutable, because arguments are laid over what the file says.</summary>
internal sealed record MappingNode(RecipePlace Place) : RecipeNode(Place)
{
    public OrderedDictionary<string, RecipeNode> Entries { get; } = new(StringComparer.Ordinal);

    public override string Found => "keys with values";

    public override string Flow =>
        $"{{{string.Join(", ", Entries.Select(entry => $"{YamlWord.OfText(entry.Key)}: {entry.Value.Flow}"))}}}";
}

/// <summary>A piece that was already reported as a fault; nothing more is to be said of it.</summary>
internal sealed record RefusedNode(RecipePlace Place) : RecipeNode(Place)
{
    public override string Found => "a refused value";

    public override string Flow => "null";
}

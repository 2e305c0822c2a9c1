namespace Cistron.Runs.Recipes;

/// <summary>Lays <c>key=value</c> arguments over what a recipe file says.</summary>
internal static class RecipeArguments
{
    /// <summary>
    /// Sets each argument's dotted key in <paramref name="root"/>, in order, so that the last of two wins. The value is
    /// YAML in one line: <c>3</c>, <c>[a.fa, b.fa.gz]</c>, <c>{steps: 3}</c>.
    /// </summary>
    public static void Apply(IReadOnlyList<string> arguments, MappingNode root, FaultList faults)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            RecipePlace place = RecipePlace.InArgument(arguments[i], i);
            int equals = arguments[i].IndexOf('=', StringComparison.Ordinal);
            string[] path = arguments[i][..Math.Max(equals, 0)].Split('.');
            if (path.Contains(""))
                faults.Add(place, "expected key=value, such as training.steps=200");
            else
                Set(root, path, Value(arguments[i][(equals + 1)..], place, faults));
        }
    }

    /// <summary>The value as YAML, but for a lone dash: that is standard input or output, where YAML begins a list.</summary>
    private static RecipeNode Value(string text, RecipePlace place, FaultList faults) => text == "-"
        ? new ScalarNode(place, text, IsPlain: true)
        : RecipeParser.Parse(text, _ => place, faults);

    private static void Set(MappingNode mapping, string[] path, RecipeNode value)
    {
        foreach (string section in path[..^1])
        {
            if (!mapping.Entries.TryGetValue(section, out RecipeNode? child) || child is not MappingNode)
                mapping.Entries[section] = child = new MappingNode(value.Place);
            mapping = (MappingNode)child;
        }
        mapping.Entries[path[^1]] = value;
    }
}

namespace Cistron.Runs.Recipes;

/// <summary>A key whose value differs between two recipes.</summary>
/// <param name="Key">The dotted key; items of a list of sections are <c>list[0].key</c>.</param>
/// <param name="Old">Its old value as YAML in one line; null when the key was not there.</param>
/// <param name="New">Its new value as YAML in one line; null when the key is no longer there.</param>
public sealed record RecipeDifference(string Key, string? Old, string? New)
{
    /// <summary>
    /// The keys that differ, in the order of the old recipe, then those that are only in the new one.
    /// </summary>
    /// <exception cref="RecipeException">One of the texts is not YAML that a recipe may hold.</exception>
    public static IReadOnlyList<RecipeDifference> Between(string oldYaml, string newYaml)
    {
        OrderedDictionary<string, string> before = Values(oldYaml, "the old recipe");
        OrderedDictionary<string, string> after = Values(newYaml, "the new recipe");
        return
        [
            .. before.Keys.Union(after.Keys)
                .Select(key => new RecipeDifference(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key)))
                .Where(difference => difference.Old != difference.New),
        ];
    }

    /// <summary>The difference as people read it: <c>training.steps 100 → 200</c>.</summary>
    public override string ToString() => $"{Key} {Old ?? "(absent)"} → {New ?? "(absent)"}";

    private static OrderedDictionary<string, string> Values(string yaml, string name)
    {
        var faults = new FaultList();
        RecipeNode root = RecipeParser.Parse(yaml, line => RecipePlace.InFile(name, line), faults);
        faults.ThrowIfAny();
        var values = new OrderedDictionary<string, string>();
        Gather(root, "", values);
        return values;
    }

    private static void Gather(RecipeNode node, string key, OrderedDictionary<string, string> values)
    {
        if (node is MappingNode { Entries.Count: > 0 } section)
        {
            foreach ((string name, RecipeNode below) in section.Entries)
                Gather(below, key.Length == 0 ? name : $"{key}.{name}", values);
        }
        else if (node is ListNode list && list.Items.Any(item => item is not ScalarNode))
        {
            for (int i = 0; i < list.Items.Count; i++)
                Gather(list.Items[i], $"{key}[{i}]", values);
        }
        else
        {
            values[key] = node.Flow;
        }
    }
}

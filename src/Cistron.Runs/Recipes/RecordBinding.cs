using System.Collections;

namespace Cistron.Runs.Recipes;

/// <summary>Gives the nodes of a recipe the types of a record, and gathers what does not fit.</summary>
internal sealed class RecordBinding(RecordShape root, RecipeNode recipe, FaultList faults)
{
    // Counts what did not fit, including what was refused earlier: a record is validated only when nothing in it did.
    private int _misfits;

    /// <summary>The record, or null when the recipe is not keys with values; worthless once there is a fault.</summary>
    public object? Bind() => Value(root, recipe, key: "", root.Create());

    /// <param name="shape">What the key may hold.</param>
    /// <param name="node">What was written.</param>
    /// <param name="key">The dotted key.</param>
    /// <param name="standard">The default; for a section, the values that keys not given keep.</param>
    private object? Value(ValueShape shape, RecipeNode node, string key, object? standard) => (shape, node) switch
    {
        (_, RefusedNode) => Misfit(),
        (_, ScalarNode { IsNull: true }) when shape.IsNullable => null,
        (ScalarShape, ScalarNode place) when shape.Words == "text" && DataFolder.IsMeantBy(place.Text) =>
            DataFolder.Resolve(place.Text) ?? Misfit(node.Place,
                $"{key}: the environment does not say where ${DataFolder.Variable} is; set it to the folder of the data"),
        (ScalarShape scalar, ScalarNode word) =>
            scalar.Read(word) ?? Misfit(node.Place, $"{key}: expected {scalar.Expected(word)}, found {word.Found}"),
        (OpenShape, _) => new RecipeValue(node.Flow),
        (ListShape list, ListNode items) => List(list, items, key),
        (DictionaryShape dictionary, MappingNode names) => Dictionary(dictionary, names, key),
        (RecordShape record, MappingNode section) => Record(record, section, key, standard ?? record.Create()),
        _ => Misfit(node.Place, $"{(key.Length == 0 ? "a recipe" : key)}: expected {shape.Words}, found {node.Found}"),
    };

    private object Record(RecordShape shape, MappingNode section, string key, object standard)
    {
        object record = shape.Copy(standard);
        string prefix = key.Length == 0 ? "" : $"{key}.";
        int misfitsBefore = _misfits;
        foreach ((string name, RecipeNode node) in section.Entries)
        {
            if (shape.Fields.All(field => field.Name != name))
                Misfit(node.Place, $"unknown key '{prefix}{Excerpt.Of(name)}'{Suggestion(shape, prefix, name)}");
        }
        foreach (RecipeField field in shape.Fields)
            Fill(record, field, section, prefix);
        if (_misfits == misfitsBefore && record is IValidated validated)
        {
            foreach ((string name, string fault) in validated.Validate())
                Misfit(Written(section, name).Place, $"{prefix}{name} {fault}");
        }
        return record;
    }

    private void Fill(object record, RecipeField field, MappingNode section, string prefix)
    {
        string key = prefix + field.Name;
        object? standard = field.Property.GetValue(record);
        if (section.Entries.TryGetValue(field.Name, out RecipeNode? node))
        {
            int misfitsBefore = _misfits;
            object? value = Value(field.Shape, node, key, standard);
            field.Property.SetValue(record, value);
            if (field.IsRequired && _misfits == misfitsBefore && value is null or "" or ICollection { Count: 0 })
                Misfit(node.Place, $"'{key}' must not be empty{Meaning(field)}");
        }
        else if (field.IsRequired)
        {
            // An argument that opened the section is not where the key is missing.
            RecipePlace place = section.Place.Argument == 0 ? section.Place : recipe.Place;
            Misfit(place, $"missing key '{key}'{Meaning(field)}");
        }
        else if (field.Shape is RecordShape shape && standard is not null)
        {
            // A section that is not written still has its required keys and its rules.
            field.Property.SetValue(record, Record(shape, new MappingNode(section.Place), key, standard));
        }
    }

    private Array List(ListShape shape, ListNode list, string key) => shape.Create(
        [.. list.Items.Select((item, i) => Value(shape.Element, item, $"{key}[{i}]", standard: null))]);

    private IDictionary Dictionary(DictionaryShape shape, MappingNode names, string key)
    {
        IDictionary dictionary = shape.Create();
        foreach ((string name, RecipeNode node) in shape.HoldsKeys ? Dotted(names, key) : names.Entries)
            dictionary.Add(name, Value(shape.Value, node, $"{key}.{Excerpt.Of(name)}", standard: null));
        return dictionary;
    }

    /// <summary>What stands in sections, by dotted keys. An argument wins over the file, however each spells the key.</summary>
    private OrderedDictionary<string, RecipeNode> Dotted(MappingNode names, string key)
    {
        var dotted = new OrderedDictionary<string, RecipeNode>(StringComparer.Ordinal);
        foreach ((string name, RecipeNode node) in Leaves(names, ""))
        {
            int newer = dotted.TryGetValue(name, out RecipeNode? other) ? node.Place.Argument.CompareTo(other.Place.Argument) : 1;
            if (newer == 0)
                Misfit(node.Place, $"{key}.{Excerpt.Of(name)} is given twice, as a dotted key and in a section");
            if (newer > 0)
                dotted[name] = node;
        }
        return dotted;
    }

    private static IEnumerable<(string Name, RecipeNode Node)> Leaves(MappingNode section, string prefix) =>
        section.Entries.SelectMany(entry => entry.Value is MappingNode { Entries.Count: > 0 } below
            ? Leaves(below, $"{prefix}{entry.Key}.")
            : [($"{prefix}{entry.Key}", entry.Value)]);

    private object? Misfit(RecipePlace place, string sentence)
    {
        faults.Add(place, sentence);
        return Misfit();
    }

    private object? Misfit()
    {
        _misfits++;
        return null;
    }

    /// <summary>The node of a dotted name inside a section, as far as it was written.</summary>
    private static RecipeNode Written(MappingNode section, string name)
    {
        RecipeNode node = section;
        foreach (string part in name.Split('.'))
        {
            if (node is not MappingNode mapping || !mapping.Entries.TryGetValue(part, out RecipeNode? below))
                break;
            node = below;
        }
        return node;
    }

    private static string Meaning(RecipeField field) => field.Description is null ? "" : $" ({field.Description})";

    private string Suggestion(RecordShape shape, string prefix, string name)
    {
        if (NearestName.Among(shape.Fields.Select(field => field.Name), name) is string sibling)
            return $"; did you mean '{prefix}{sibling}'?";
        if (root.AllFields().Any(known => known.Key == prefix + name))
            return $"; write it below '{name[..name.LastIndexOf('.')]}:', as '{name[(name.LastIndexOf('.') + 1)..]}'";
        string? elsewhere = root.AllFields().FirstOrDefault(known => known.Field.Name == name).Key;
        return elsewhere is null ? "" : $"; did you mean '{elsewhere}'?";
    }
}

using Cistron.Runs.Recipes;
using Spectre.Console;

namespace Cistron.Cli.Help;

/// <summary>The keys of a recipe, as a verb's help shows them.</summary>
internal static class RecipeHelp
{
    /// <summary>What may stand behind a verb that takes a recipe.</summary>
    public static HelpRows Words()
    {
        var rows = new HelpRows();
        rows.Add("recipe.yaml", "a whole experiment in YAML; without one, the keys given and the defaults are the recipe");
        rows.Add("key=value", "sets a key over the recipe, by its dotted path: training.steps=200; quote lists for the shell: "
            + "'data.corpus=[a.fa, b.fa.gz]'");
        rows.Add("--json", "print one result object on standard output; everything else goes to standard error");
        rows.Add("--progress", "auto: live on a terminal, dated lines elsewhere; plain: dated lines; none: warnings only");
        return rows;
    }

    /// <summary>Writes every key of <typeparamref name="TRecipe"/> in the form in which it is typed.</summary>
    public static void Write<TRecipe>(IAnsiConsole console) where TRecipe : class
    {
        IReadOnlyList<RecipeKey> keys = RecipeReference.Of<TRecipe>();
        Words().Write(console);
        console.WriteLine();
        console.WriteLine("Keys of the recipe with their defaults; in YAML the dots are sections:");
        string section = "";
        var rows = new HelpRows();
        foreach (RecipeKey key in keys.Where(key => !IsSection(key, keys)))
        {
            string its = key.Key.Contains('.', StringComparison.Ordinal) ? key.Key[..key.Key.LastIndexOf('.')] : "";
            if (its != section)
                rows.AddGap();
            section = its;
            rows.Add($"{key.Key}={key.Default ?? "…"}", Meaning(key));
        }
        rows.Write(console);
    }

    private static bool IsSection(RecipeKey key, IReadOnlyList<RecipeKey> keys) =>
        keys.Any(other => other.Key.StartsWith($"{key.Key}.", StringComparison.Ordinal));

    private static string Meaning(RecipeKey key)
    {
        string kind = key.Range is null ? key.Type : $"{key.Type}, {key.Range}";
        return $"{(key.Default is null ? "required: " : "")}{key.Description ?? key.Key} ({kind})";
    }
}

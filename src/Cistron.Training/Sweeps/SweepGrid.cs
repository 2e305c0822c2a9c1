using Cistron.Runs.Recipes;
using Cistron.Training.Recipes;

namespace Cistron.Training.Sweeps;

/// <summary>From a sweep's recipe to its cells.</summary>
public static class SweepGrid
{
    /// <summary>The factor whose values are the names of the arms.</summary>
    public const string Arm = "arm";

    /// <summary>What is varied, in the order of the recipe: the arm, if there are any, and the keys of the grid.</summary>
    public static IReadOnlyList<string> Factors(SweepRecipe recipe) =>
        [.. recipe.Arms.Count > 0 ? [Arm] : Array.Empty<string>(), .. recipe.Grid.Keys];

    /// <summary>Every arm with every combination of the grid, the last key changing fastest.</summary>
    /// <exception cref="RecipeException">Two cells have the same name.</exception>
    public static IReadOnlyList<SweepCell> Cells(SweepRecipe recipe)
    {
        string[] fixedArguments = [.. Arguments(recipe.Set)];
        var names = new CellNames(recipe.Grid.Keys);
        ArmRecipe?[] arms = recipe.Arms.Count > 0 ? [.. recipe.Arms] : [null];
        List<SweepCell> cells = [];
        foreach (ArmRecipe? arm in arms)
        {
            foreach (IReadOnlyList<(string Key, RecipeValue Value)> point in Points([.. recipe.Grid]))
            {
                OrderedDictionary<string, string> factors = [];
                if (arm is not null)
                    factors.Add(Arm, arm.Name);
                foreach ((string key, RecipeValue value) in point)
                    factors.Add(key, value.Yaml);
                cells.Add(new SweepCell(names.Of(arm?.Name, point), factors,
                [
                    .. fixedArguments,
                    .. arm is null ? [] : Arguments(arm.Set),
                    .. point.Select(setting => $"{setting.Key}={setting.Value}"),
                ]));
            }
        }
        // Folders may not tell capitals apart, so names may not either.
        if (cells.GroupBy(cell => cell.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twins)
            throw new RecipeException([new RecipeFault("sweep", $"two cells would have the name '{twins.Key}'; rename an arm")]);
        return cells;
    }

    private static IEnumerable<string> Arguments(IReadOnlyDictionary<string, RecipeValue> set) =>
        set.Select(setting => $"{setting.Key}={setting.Value}");

    private static IEnumerable<IReadOnlyList<(string, RecipeValue)>> Points(
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<RecipeValue>>> grid) => grid.Aggregate(
            (IEnumerable<IReadOnlyList<(string, RecipeValue)>>)[[]],
            (points, key) => points.SelectMany(point => key.Value.Select(value =>
                (IReadOnlyList<(string, RecipeValue)>)[.. point, (key.Key, value)])));
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Cistron.Runs.Recipes;
using Cistron.Training.Sweeps;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>sweep</c>: one verb, one recipe, and the keys whose values are varied.</summary>
public sealed partial record SweepRecipe : IValidated
{
    /// <summary>More cells than this are taken for a mistake.</summary>
    public const int MostCells = 10_000;

    /// <summary>The replicate key unless another is given.</summary>
    public const string Seed = "seed";

    /// <summary>The folder of the sweep.</summary>
    [Description("the folder of the sweep, made when it is not there; the same command goes on with it")]
    [Required]
    public string Run { get; init; } = "";

    /// <summary>The verb that every cell runs.</summary>
    [Description("the verb that every cell runs: pretrain or finetune")]
    [Required]
    public string Verb { get; init; } = "";

    /// <summary>The recipe that every cell starts from; null: the verb's defaults.</summary>
    [Description("the recipe that every cell starts from; null: the verb's defaults")]
    public string? Recipe { get; init; }

    /// <summary>What all cells set over that recipe.</summary>
    [Description("keys that all cells set over that recipe: {training.steps: 200}")]
    public IReadOnlyDictionary<string, RecipeValue> Set { get; init; } = new Dictionary<string, RecipeValue>();

    /// <summary>The values of each varied key; there is a cell for every combination.</summary>
    [Description("varied keys, each with its values, in every combination: {data.train_rows: [50, 500], seed: [1, 2, 3]}")]
    public IReadOnlyDictionary<string, IReadOnlyList<RecipeValue>> Grid { get; init; } =
        new Dictionary<string, IReadOnlyList<RecipeValue>>();

    /// <summary>Named alternatives that differ in several keys; each is combined with the whole grid.</summary>
    [Description("named alternatives that differ in several keys, each combined with the whole grid")]
    public IReadOnlyList<ArmRecipe> Arms { get; init; } = [];

    /// <summary>The key of the grid whose values repeat a cell: means are taken over it.</summary>
    [Description("key of the grid whose values repeat a cell: means and bands are taken over it")]
    public string Replicate { get; init; } = Seed;

    /// <summary>The metric that table and plots show; null: the one that the verb itself looks at.</summary>
    [Description("metric of table and plots; null: what finetune selects by, bits_per_base of pretrain")]
    public string? Metric { get; init; }

    /// <summary>Cells that run at once, each in a process of its own; 1: in this process.</summary>
    [Description("cells that run at once, in processes that share the threads; 1: one after the other, in this process")]
    [Range(1, 256)]
    public int Parallel { get; init; } = 1;

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate() =>
        [.. FaultsOfNames(), .. FaultsOfKeys(), .. FaultsOfGrid(), .. FaultsOfArms()];

    private IEnumerable<(string, string)> FaultsOfNames()
    {
        if (SweptVerb.All.All(verb => verb.Name != Verb))
            yield return ("verb", $"names no verb that can be swept; give {string.Join(" or ", SweptVerb.All.Select(verb => verb.Name))}");
        if (Metric is not null && Evaluation.Metrics.Metric.All.All(metric => metric.Name != Metric))
            yield return ("metric",
                $"names no metric; give one of {string.Join(", ", Evaluation.Metrics.Metric.All.Select(metric => metric.Name))}");
        if (Parallel > 1 && Run.Contains('=', StringComparison.Ordinal))
            yield return ("run", "has an equals sign, and a command in another process could not name it; choose another folder");
        if (Replicate != Seed && !Grid.ContainsKey(Replicate))
            yield return ("replicate", "names no key of the grid; give one, or leave it out");
    }

    private IEnumerable<(string, string)> FaultsOfKeys()
    {
        var keys = Set.Keys.Select(key => ("set", key)).Concat(Grid.Keys.Select(key => ("grid", key)))
            .Concat(Arms.SelectMany(arm => arm.Set.Keys.Select(key => ("arms", key))));
        foreach ((string where, string key) in keys)
        {
            if (key == "run")
                yield return (where, "sets 'run'; the sweep gives every cell a folder of its own, leave it out");
            else if (key.Contains('=', StringComparison.Ordinal))
                yield return (where, $"has the key '{key}', and no key has an equals sign");
        }
    }

    private IEnumerable<(string, string)> FaultsOfGrid()
    {
        if (Grid.Count == 0 && Arms.Count == 0)
            yield return ("grid", "is empty, and there are no arms; give keys with values, or arms");
        foreach ((string key, IReadOnlyList<RecipeValue> values) in Grid)
        {
            if (values.Count == 0)
                yield return ("grid", $"has no values of '{key}'; give one or more");
            else if (values.GroupBy(value => value).FirstOrDefault(same => same.Count() > 1) is { } twice)
                yield return ("grid", $"gives '{key}' the value {twice.Key} twice; give it once");
        }
        double cells = Grid.Values.Aggregate((double)Math.Max(1, Arms.Count), (product, values) => product * values.Count);
        if (cells > MostCells)
            yield return ("grid", $"makes {cells:N0} cells, more than {MostCells:N0}; give fewer values");
    }

    private IEnumerable<(string, string)> FaultsOfArms()
    {
        foreach (ArmRecipe arm in Arms)
        {
            if (!ArmName().IsMatch(arm.Name))
                yield return ("arms", "have a name that cannot be a folder's; use up to 60 letters, digits, blanks and _ - . +");
            if (arm.Set.Keys.FirstOrDefault(Grid.ContainsKey) is { } key)
                yield return ("arms", $"set '{key}', which the grid varies; keep it in one of them");
        }
        if (Arms.GroupBy(arm => arm.Name).FirstOrDefault(same => same.Count() > 1) is { } twins)
            yield return ("arms", $"have the name '{twins.Key}' twice; give each its own");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.+ -]{0,59}\z")]
    private static partial Regex ArmName();
}

/// <summary>One of the <c>arms</c> of a sweep.</summary>
public sealed record ArmRecipe
{
    /// <summary>The name in folders, tables and plots.</summary>
    [Description("name in folders, tables and plots")]
    [Required]
    public string Name { get; init; } = "";

    /// <summary>What its cells set.</summary>
    [Description("keys that its cells set over the recipe and over the sweep's own set")]
    public IReadOnlyDictionary<string, RecipeValue> Set { get; init; } = new Dictionary<string, RecipeValue>();
}

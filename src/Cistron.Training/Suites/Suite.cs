using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;
using Cistron.Training.Recipes;

namespace Cistron.Training.Suites;

/// <summary>
/// Tasks that were published together, with their figures: a folder with <c>suite.yaml</c>, a file in <c>tasks/</c> for
/// each task, and the recipes that they name. Cistron's own lie beside its libraries, in <c>suites/</c>.
/// </summary>
public sealed record Suite
{
    private const string File = "suite.yaml";

    /// <summary>The name of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>Its folder.</summary>
    public required string Folder { get; init; }

    /// <summary>What <c>suite.yaml</c> says.</summary>
    public required SuiteDescription Description { get; init; }

    /// <summary>Its tasks, those with fewer labels behind the one with all.</summary>
    public required IReadOnlyList<SuiteTask> Tasks { get; init; }

    private static string Own => Path.Combine(AppContext.BaseDirectory, "suites");

    /// <summary>The names of Cistron's own suites.</summary>
    public static IReadOnlyList<string> Names => !Directory.Exists(Own) ? []
        : [.. Directory.GetDirectories(Own).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>Opens a suite.</summary>
    /// <param name="name">One of <see cref="Names"/>, or a folder.</param>
    /// <exception cref="InputException">There is no such suite, or a task's name cannot be a folder's.</exception>
    /// <exception cref="RecipeException">A file of it is wrong.</exception>
    public static Suite Open(string name)
    {
        string folder = new[] { Path.Combine(Own, name), name }.FirstOrDefault(each => System.IO.File.Exists(Path.Combine(each, File)))
            ?? throw new InputException(name, null, $"there is no suite {InputException.Quote(name)}",
                $"one of {string.Join(", ", Names)} was expected, or a folder with {File}", "check the spelling");
        var description = RecipeBinder.Bind<SuiteDescription>(Path.Combine(folder, File), []);
        if (description.Tasks.FirstOrDefault(task => !IsName(task)) is { } strange)
            throw new InputException(Path.Combine(folder, File), null, $"a task is called {InputException.Quote(strange)}",
                "letters, digits, hyphens and underscores were expected, because it becomes a folder", "rename it");
        return new Suite
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            Folder = folder,
            Description = description,
            Tasks = [.. description.Tasks.SelectMany(task => OpenTask(folder, task, description).WithSubsets())],
        };
    }

    /// <summary>The tasks that a benchmark is about, whether their files are there or not.</summary>
    /// <exception cref="RecipeException">It names a task or a regime that the suite does not have, or not together.</exception>
    public IReadOnlyList<SuiteTask> Chosen(BenchmarkRecipe benchmark)
    {
        string[] names = [.. Tasks.Select(task => task.Name)];
        foreach (string name in benchmark.Tasks.Where(name => !names.Contains(name)))
            throw Unknown("tasks", name, names);
        SuiteTask[] chosen = [.. Tasks.Where(task => benchmark.Tasks.Count == 0 || benchmark.Tasks.Contains(task.Name))];
        if (benchmark.Regime is not { } regime)
            return chosen;
        if (!Description.Regimes.ContainsKey(regime))
            throw Unknown("regime", regime, [.. Description.Regimes.Keys]);
        // A task that is asked for by name is not left out in silence.
        if (chosen.FirstOrDefault(task => !task.Regimes.ContainsKey(regime)) is { } without && benchmark.Tasks.Count > 0)
            throw new RecipeException([new RecipeFault("regime", $"is '{regime}', which {without.Name} does not have; leave out the one or the other")]);
        return [.. chosen.Where(task => task.Regimes.ContainsKey(regime))];
    }

    private static SuiteTask OpenTask(string folder, string name, SuiteDescription description)
    {
        string file = Path.Combine(folder, "tasks", $"{name}.yaml");
        var task = RecipeBinder.Bind<SuiteTask>(file, []) with { Name = name };
        return task.Regimes.Keys.FirstOrDefault(regime => !description.Regimes.ContainsKey(regime)) is not { } strange ? task
            : throw new InputException(file, null, $"a regime is called {InputException.Quote(strange)}",
                $"one of those in {File} was expected", "correct it, or describe it there");
    }

    private RecipeException Unknown(string key, string name, string[] names) => new([new RecipeFault(key,
        $"names {InputException.Quote(name)}, which {Name} does not have" + (names.Length == 0 ? "; leave it out"
            : NearestName.To(name, names) is { } nearest ? $"; did you mean '{nearest}'?" : $"; give some of {string.Join(", ", names)}"))]);

    private static bool IsName(string task) =>
        task.Length is > 0 and <= 60 && task.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}

/// <summary>The file <c>suite.yaml</c>.</summary>
public sealed record SuiteDescription
{
    /// <summary>The name for people.</summary>
    [Required]
    public string Title { get; init; } = "";

    /// <summary>Who published it.</summary>
    [Required]
    public string Source { get; init; } = "";

    /// <summary>What to cite, and how its figures are to be read.</summary>
    [Required]
    public string Citation { get; init; } = "";

    /// <summary>The names of its tasks, in the order of tables.</summary>
    [Required]
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>Published regimes beside the usual one of each task, by name, and what they are.</summary>
    public IReadOnlyDictionary<string, string> Regimes { get; init; } = new Dictionary<string, string>();
}

using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;

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
            Tasks = [.. description.Tasks.SelectMany(task =>
                (RecipeBinder.Bind<SuiteTask>(Path.Combine(folder, "tasks", $"{task}.yaml"), []) with { Name = task }).WithSubsets())],
        };
    }

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
}

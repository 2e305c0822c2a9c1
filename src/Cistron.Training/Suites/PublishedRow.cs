using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;

namespace Cistron.Training.Suites;

/// <summary>What somebody else reports for a task.</summary>
public sealed record PublishedRow : IValidated
{
    /// <summary>The method, as its authors call it.</summary>
    [Required]
    public string System { get; init; } = "";

    /// <summary>How it was trained and on what, as far as that differs from other rows.</summary>
    public string Regime { get; init; } = "";

    /// <summary>The reported values by the names of <see cref="TaskMetric"/>.</summary>
    [Required]
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// Why its values are not to be believed as they are printed, such as columns that were exchanged; null when nothing
    /// speaks against them. They are shown with a mark, and never as the best.
    /// </summary>
    public string? Doubt { get; init; }

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        foreach (string name in Values.Keys.Where(name => TaskMetric.TitleOf(name) is null))
            yield return ("values", $"name '{name}', which is no metric; give some of {string.Join(", ", TaskMetric.Names)}");
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>benchmark</c>: a suite of tasks and a model.</summary>
public sealed record BenchmarkRecipe : IValidated
{
    /// <summary>The suite.</summary>
    [Description("name of a suite, or a folder with suite.yaml; stands behind the verb as it is")]
    [Required]
    public string Suite { get; init; } = "";

    /// <summary>The run folder.</summary>
    [Description("the run folder: RUN/TASK/seed-N is a run of finetune each; the same command goes on")]
    [Required]
    public string Run { get; init; } = "";

    /// <summary>The folder that the tasks' files are in; null: the environment's <c>CISTRON_DATA</c>.</summary>
    [Description("folder that the files of the tasks are in; null: $CISTRON_DATA")]
    public string? Data { get; init; }

    /// <summary>The model folder to fine-tune; null: from scratch.</summary>
    [Description("the pre-trained model folder; null: from scratch")]
    public string? Model { get; init; }

    /// <summary>The tasks; empty: all whose files are there.</summary>
    [Description("names of tasks; []: all whose files are there")]
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>A run of each task for each seed.</summary>
    [Description("a run of each task for each of these")]
    [Range(0, int.MaxValue)]
    public IReadOnlyList<int> Seeds { get; init; } = [1, 2, 3];

    /// <summary>A recipe of <c>finetune</c> for all tasks, in place of the published regimes.</summary>
    [Description("recipe of finetune for all tasks; null: the published regime of each")]
    public string? Recipe { get; init; }

    /// <summary>One of the suite's named regimes; null: the usual one of each task.</summary>
    [Description("a published regime by its name, as './cistron benchmark' lists them; null: the usual one of each task")]
    public string? Regime { get; init; }

    /// <summary>Where models live.</summary>
    [Description("auto, cpu, cuda or cuda:N")]
    public string Device { get; init; } = "auto";

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Seeds.Count == 0)
            yield return ("seeds", "are empty; give at least one, such as [1, 2, 3]");
        if (Seeds.Distinct().Count() < Seeds.Count)
            yield return ("seeds", "hold one of them twice; give each once");
        if (Regime is not null && Recipe is not null)
            yield return ("regime", "stands beside recipe, which takes its place; give one of them");
    }
}

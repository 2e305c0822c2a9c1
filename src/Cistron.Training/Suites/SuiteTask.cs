using System.ComponentModel.DataAnnotations;
using Cistron.Data.Recipes;
using Cistron.Runs.Recipes;
using Cistron.Training.Recipes;

namespace Cistron.Training.Suites;

/// <summary>A task of a suite: a file below its folder <c>tasks</c>.</summary>
public sealed record SuiteTask : IValidated
{
    /// <summary>Its name: that of its file, with the number of labels behind it for a subset. It need not be written.</summary>
    public string Name { get; init; } = "";

    /// <summary>The name for people.</summary>
    [Required]
    public string Title { get; init; } = "";

    /// <summary>What a model is asked.</summary>
    [Required]
    public string Question { get; init; } = "";

    /// <summary>Where data and published rows are from.</summary>
    [Required]
    public string Source { get; init; } = "";

    /// <summary>The metric that the task is compared by.</summary>
    [Required]
    public string Metric { get; init; } = "";

    /// <summary>Tasks of one group and metric are shown with their mean; null: it belongs to none.</summary>
    public string? Group { get; init; }

    /// <summary>The class that precision, recall and specificity are about; null when there are not two classes.</summary>
    public string? Positive { get; init; }

    /// <summary>
    /// What <c>finetune</c> reads, its files below the data folder; null where <see cref="Reads"/> makes it.
    /// </summary>
    public LabelledDataRecipe? Data { get; init; }

    /// <summary>
    /// Reads that are simulated first, from a file below the data folder into a folder of the run.
    /// </summary>
    public ReadsRecipe? Reads { get; init; }

    /// <summary>The published regime as a recipe of <c>finetune</c>, relative to the suite's folder.</summary>
    [Required]
    public string Recipe { get; init; } = "";

    /// <summary>The same without a pre-trained model; null: as <see cref="Recipe"/>.</summary>
    public string? Scratch { get; init; }

    /// <summary>Other published regimes by the names of <see cref="SuiteDescription.Regimes"/>: recipes like <see cref="Recipe"/>.</summary>
    public IReadOnlyDictionary<string, string> Regimes { get; init; } = new Dictionary<string, string>();

    /// <summary>The rows that published figures are from; null where that is not known, or never the same.</summary>
    public TaskSizes? Sizes { get; init; }

    /// <summary>What others report.</summary>
    public IReadOnlyList<PublishedRow> Published { get; init; } = [];

    /// <summary>The same task with fewer labels, each a task of its own.</summary>
    public IReadOnlyList<TaskSubset> Subsets { get; init; } = [];

    /// <summary>What it stands in for, when nothing is published for it.</summary>
    public string? StandsInFor { get; init; }

    /// <summary>What the user must bring when the files are not there, and where it is.</summary>
    [Required]
    public string Bring { get; init; } = "";

    /// <summary>What is to be known of data and published protocol, such as leaks.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The files that it needs, relative to the data folder.</summary>
    public IEnumerable<string> Files => Reads is { } reads ? [reads.Input]
        : new[] { Data!.Folder, Data.Train, Data.Dev, Data.Test }.OfType<string>()
            .Concat(Data.Classes.Values).Concat(Data.TestClasses.Values);

    /// <summary>The task itself with its notes, and the same with fewer labels.</summary>
    internal IEnumerable<SuiteTask> WithSubsets() =>
    [
        this with { Subsets = [] },
        .. Subsets.Select(subset => this with
        {
            Name = $"{Name}_{subset.TrainRows}",
            Title = $"{Title}, {subset.TrainRows:N0} labels",
            Data = Data! with { TrainRows = subset.TrainRows },
            Recipe = subset.Recipe ?? Recipe,
            Regimes = new Dictionary<string, string>(),
            Group = null,
            Sizes = null,
            Published = subset.Published,
            Subsets = [],
            Notes = [],
        }),
    ];

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Data is null == Reads is null)
            yield return ("data", "must be there, or else 'reads', and not both");
        if (TaskMetric.TitleOf(Metric) is null)
            yield return ("metric", $"is '{Metric}', which is no metric; give one of {string.Join(", ", TaskMetric.Names)}");
        if (Published.Count == 0 && StandsInFor is null)
            yield return ("published", "is empty; give a row, or say what the task stands in for in stands_in_for");
        if (Subsets.Count > 0 && Data is null)
            yield return ("subsets", "are rows of 'data', which is missing");
    }
}

/// <summary>A task with fewer labels.</summary>
public sealed record TaskSubset
{
    /// <summary>Training rows, drawn with the seed and with all classes in proportion.</summary>
    [Range(2, int.MaxValue)]
    public int TrainRows { get; init; } = 2;

    /// <summary>The regime with so many labels; null: that of the task.</summary>
    public string? Recipe { get; init; }

    /// <summary>What others report for so many.</summary>
    public IReadOnlyList<PublishedRow> Published { get; init; } = [];
}

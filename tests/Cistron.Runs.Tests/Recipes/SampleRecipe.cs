using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;

namespace Cistron.Runs.Tests.Recipes;

/// <summary>A recipe with every kind of key.</summary>
internal sealed record SampleRecipe
{
    [Description("Seed of every random draw.")]
    public ulong Seed { get; init; } = 1;

    public string? Name { get; init; }

    public DataSection Data { get; init; } = new();

    public TrainingSection Training { get; init; } = new() { Steps = 1000 };

    public HeadSection? Head { get; init; }

    public IReadOnlyList<TrackSection> Tracks { get; init; } = [];

    public IReadOnlyDictionary<string, double> ClassWeights { get; init; } = new Dictionary<string, double>();

    public static SampleRecipe Bind(string yaml, params string[] arguments) =>
        RecipeBinder.Bind<SampleRecipe>(new RecipeText("recipe.yaml", yaml), arguments);

    public static string[] FaultsOf(string yaml, params string[] arguments) =>
        [.. Assert.Throws<RecipeException>(() => Bind(yaml, arguments)).Faults.Select(fault => $"{fault}")];
}

internal sealed record DataSection
{
    [Required, Description("FASTA files to learn from")]
    public IReadOnlyList<string> Corpus { get; init; } = [];

    [Range(1, int.MaxValue)]
    public int[] Kernels { get; init; } = [3, 5];
}

internal sealed record TrainingSection : IValidated
{
    [Range(1, int.MaxValue)]
    public int Steps { get; init; } = 10;

    [Range(0, int.MaxValue)]
    public int WarmupSteps { get; init; }

    [Range(0.0, 1.0, MinimumIsExclusive = true), Description("Peak of the schedule.")]
    public double LearningRate { get; init; } = 1e-4;

    [Range(0, 1, MaximumIsExclusive = true)]
    public double Dropout { get; init; } = 0.1;

    public long? TokenBudget { get; init; }

    public bool MixedPrecision { get; init; }

    public MaskingPolicy Masking { get; init; }

    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (WarmupSteps > Steps)
            yield return ("warmup_steps", $"must not exceed steps ({WarmupSteps} > {Steps})");
    }
}

internal sealed record HeadSection
{
    public int Classes { get; init; } = 2;
}

internal sealed record TrackSection
{
    [Required]
    public string Path { get; init; } = "";

    public double Weight { get; init; } = 1;
}

internal enum MaskingPolicy
{
    Bert,
    RandomMask,
}

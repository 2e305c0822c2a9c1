using Cistron.Models;
using Cistron.Models.Bert;
using Cistron.Runs.Reports;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>What every report says about model, training and machine.</summary>
internal static class RunFacts
{
    /// <summary>The sections of "what was trained" that do not depend on the objective.</summary>
    public static IEnumerable<(string Term, string Meaning)> Model(
        BackboneConfiguration backbone, Tokenizer tokenizer, long parameters) =>
    [
        ("backbone", Shape(backbone)),
        ("weights", ReportText.Count(parameters)),
        ("tokenizer", tokenizer.ToString()!),
        ("vocabulary", $"{ReportText.Count(tokenizer.Vocabulary.Count)} tokens"),
        ("context", $"{ReportText.Count(backbone.ContextTokens)} tokens, special tokens included"),
    ];

    /// <summary>The shape of a backbone in words.</summary>
    public static string Shape(BackboneConfiguration backbone) => backbone switch
    {
        BertConfiguration bert => $"BERT encoder, {bert.Layers} layers of {bert.Dimensions} dimensions, {bert.Heads} heads, "
            + $"{Word(bert.Position)} positions, {Word(bert.Normalization)}-norm, dropout {bert.Dropout}",
        _ => backbone.ToString(),
    };

    /// <summary>How the model was optimized.</summary>
    public static IEnumerable<(string Term, string Meaning)> Optimization(TrainingRecipe recipe, long steps, double epochs) =>
    [
        ("steps", $"{ReportText.Count(steps)} updates, {epochs:0.00} epochs"),
        ("batch", $"{ReportText.Count(recipe.BatchSize)} sequences"
            + (recipe.Accumulate > 1 ? $", {ReportText.Count(recipe.Accumulate)} batches added up" : "")),
        ("learning rate", $"{recipe.LearningRate:0.##e-0} after warm-up, then {Word(recipe.Schedule)}"),
        ("optimizer", $"AdamW, weight decay {recipe.WeightDecay}, gradients clipped to norm {recipe.ClipNorm}"),
        ("precision", Word(recipe.Precision)),
        .. recipe.AverageDecay is { } decay ? [("moving average", $"of the weights, decay {decay}")]
            : Array.Empty<(string, string)>(),
    ];

    /// <summary>What the run ran on.</summary>
    public static DefinitionList Environment(RunEnvironment environment) => new(
        ("Cistron", environment.Cistron),
        ("LibTorch", environment.LibTorch),
        ("runtime", environment.Runtime),
        ("system", $"{environment.OperatingSystem}, {environment.Architecture}"),
        ("device", environment.Device),
        ("threads", $"{environment.Threads}; sums are added in an order that depends on them"));

    /// <summary>The run's name: that of its folder.</summary>
    public static string NameOf(string runFolder) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(runFolder)));

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}

using System.Text.Json;
using Cistron.Data.Reports;
using Cistron.Models;
using Cistron.Models.Bert;
using Cistron.Runs.Reports;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>What every report says about model, training, machine and how to repeat the run.</summary>
internal static class RunFacts
{
    /// <summary>The run's name: that of its folder.</summary>
    public static string NameOf(string runFolder) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(runFolder)));

    /// <summary>The shape of the model.</summary>
    public static IEnumerable<(string Term, string Meaning)> Model(
        BackboneConfiguration backbone, Tokenizer tokenizer, long parameters) =>
    [
        ("backbone", Shape(backbone)),
        ("weights", ReportText.Count(parameters)),
        ("tokenizer", $"{tokenizer}, {ReportText.Count(tokenizer.Vocabulary.Count)} tokens in the vocabulary"),
        ("context", $"{ReportText.Count(backbone.ContextTokens)} tokens, special tokens included"),
    ];

    /// <summary>How the model was optimized.</summary>
    public static IEnumerable<(string Term, string Meaning)> Optimization(
        TrainingRecipe recipe, long steps, double epochs)
    {
        yield return ("steps", $"{ReportText.Count(steps)} updates, {epochs:0.00} epochs");
        yield return ("batch", $"{ReportText.Count(recipe.BatchSize)} sequences"
            + (recipe.Accumulate > 1 ? $", {ReportText.Count(recipe.Accumulate)} of them for each update" : ""));
        yield return ("learning rate", $"{recipe.LearningRate:0.##e-0} after warm-up, then {Word(recipe.Schedule)}");
        yield return ("optimizer",
            $"AdamW, weight decay {recipe.WeightDecay}, gradients clipped to norm {recipe.ClipNorm}");
        yield return ("precision", Word(recipe.Precision));
        if (recipe.AverageDecay is { } decay)
            yield return ("moving average", $"of the weights, decay {decay}");
    }

    /// <summary>What the run ran on.</summary>
    public static DefinitionList Environment(RunEnvironment environment) => new(
        ("Cistron", environment.Cistron),
        ("LibTorch", environment.LibTorch),
        ("runtime", environment.Runtime),
        ("system", $"{environment.OperatingSystem}, {environment.Architecture}"),
        ("device", environment.Device),
        ("threads", $"{environment.Threads} (sums are added in an order that depends on them)"));

    /// <summary>The commands that make the run again, the same and with another seed.</summary>
    public static IEnumerable<CommandBlock> Repeating(string verb, string runFolder, ulong seed)
    {
        string recipe = Path.Combine(runFolder, "recipe.yaml"), run = Path.TrimEndingDirectorySeparator(runFolder);
        yield return new CommandBlock(CommandText.Of(verb, recipe, ("run", $"{run}-again")),
            "Repeat this run in another folder");
        yield return new CommandBlock(
            CommandText.Of(verb, recipe, ("run", $"{run}-seed{seed + 1}"), ("seed", $"{seed + 1}")),
            "See what another seed does to the numbers");
    }

    private static string Shape(BackboneConfiguration backbone) => backbone switch
    {
        BertConfiguration bert =>
            $"BERT encoder, {bert.Layers} layers of {bert.Dimensions} dimensions, {bert.Heads} heads, "
            + $"{Word(bert.Position)} positions, {Word(bert.Normalization)}-norm, dropout {bert.Dropout}",
        _ => backbone.ToString(),
    };

    /// <summary>A choice as it is written in recipes: "keep_start".</summary>
    public static string Word<T>(T choice) where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(choice.ToString());
}

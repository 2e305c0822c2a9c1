using System.Text.Json;
using Cistron.Data.Reports;
using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Bert;
using Cistron.Models.Cnn;
using Cistron.Runs.Reports;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Optimization;
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
        ("context", Context(backbone)),
    ];

    /// <summary>How the model was optimized.</summary>
    public static IEnumerable<(string Term, string Meaning)> Optimization(
        TrainingRecipe recipe, TrainingPlan plan, long steps, double epochs)
    {
        yield return ("steps", $"{ReportText.Count(steps)} updates, {epochs:0.00} epochs");
        yield return ("batch", Batch(recipe));
        if (plan.Phases is [var phase])
        {
            yield return ("learning rate", $"{recipe.LearningRate:0.##e-0} {Course(recipe.Schedule)}");
            if (phase.Frozen.Count > 0)
                yield return ("trained", $"{string.Join(", ", phase.LayerGroups)}; the rest was left as it is");
        }
        else
        {
            yield return ("phases",
                $"{plan.Phases.Count}, each with a new optimizer, its learning rate {Course(recipe.Schedule)}");
        }
        if (recipe.LowestLearningRate is { } lowest)
            yield return ("layers", $"rates from {lowest:0.##e-0} for the lowest layer group up, in equal ratios");
        else if (recipe.LearningRateRatio != 1)
            yield return ("layers", $"each layer group has {recipe.LearningRateRatio} times the rate of the one below it");
        yield return ("optimizer", Optimizer(recipe));
        yield return ("precision", Word(recipe.Precision));
        if (recipe.AverageDecay is { } decay)
            yield return ("moving average", $"of the weights, decay {decay}");
    }

    /// <summary>What the chart of learning rates shows.</summary>
    public static string LearningRates(TrainingPlan plan) => "The learning rate of each update"
        + (plan.Phases.SelectMany(phase => phase.Trained).Any(group => group.LearningRateFactor != 1)
            ? ", that of the uppermost layer group." : ".")
        + (plan.Phases.Count > 1 ? " A phase begins at each dashed line, which says what it trains." : "");

    /// <summary>What one update sees.</summary>
    public static string Batch(TrainingRecipe recipe) => $"{ReportText.Count(recipe.BatchSize)} sequences"
        + (recipe.Accumulate > 1 ? $", {ReportText.Count(recipe.Accumulate)} of them for each update" : "");

    /// <summary>What makes an update of gradients.</summary>
    public static string Optimizer(TrainingRecipe recipe) => (recipe.WeightDecayForm == DecayForm.L2 ? $"Adam, L2 penalty {recipe.WeightDecay}" : $"AdamW, weight decay {recipe.WeightDecay}")
        + (recipe.WeightDecayScope == DecayScope.All ? " of all parameters" : "")
        + $", gradients clipped to norm {recipe.ClipNorm}";

    private static string Course(Schedule schedule) => schedule == Schedule.OneCycle
        ? "at the height of one cycle of rate and momentum"
        : $"after warm-up, then {Word(schedule)}";

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
            $"BERT encoder{Kernels(bert)}, {bert.Layers} layers of {bert.Dimensions} dimensions, {bert.Heads} heads, "
            + $"{Word(bert.Position)} positions, {Word(bert.Normalization)}-norm, dropout {bert.Dropout}",
        AwdLstmConfiguration lstm => $"{(lstm.Bidirectional ? "bidirectional " : "")}AWD-LSTM, {lstm.Layers} layers, "
            + $"{lstm.Dimensions} dimensions, {lstm.Units} units, dropout {lstm.DropMult} times embedding "
            + $"{lstm.Dropout.Embedding}, input {lstm.Dropout.Input}, hidden {lstm.Dropout.Hidden}, weight {lstm.Dropout.Weight}, "
            + $"output {lstm.Dropout.Output}",
        CnnConfiguration cnn => $"convolutional network, {cnn.Layers} {(cnn.Layers == 1 ? "layer" : "layers")} of {cnn.Dimensions} "
            + $"kernels over {cnn.KernelTokens} tokens, dropout {cnn.Dropout}",
        _ => backbone.ToString(),
    };

    private static string Kernels(BertConfiguration bert) => bert.Convolution is not { } convolution ? ""
        : $" on {convolution.Kernels ?? bert.Dimensions} kernels of {convolution.KernelBases} bases"
          + (convolution.HiddenKernels is { } hidden ? $" over {hidden} of 3" : "");

    /// <summary>How long a row the backbone reads.</summary>
    public static string Context(BackboneConfiguration backbone) => backbone is AwdLstmConfiguration or CnnConfiguration
        ? "sequences of any length"
        : $"{ReportText.Count(backbone.ContextTokens)} tokens, special tokens included"
            + (backbone.TokensPerState == 1 ? "" : $", of which {backbone.TokensPerState} share a hidden state");

    /// <summary>A choice as it is written in recipes: "keep_start".</summary>
    public static string Word<T>(T choice) where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(choice.ToString());
}

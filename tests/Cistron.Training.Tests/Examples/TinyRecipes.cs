using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Bert;
using Cistron.Training.Recipes;

namespace Cistron.Training.Tests.Examples;

/// <summary>
/// Recipes of the smallest runs that do all that a real run does: dropout, accumulation, averages, warm-up, validations
/// and checkpoints that fall on different steps.
/// </summary>
internal static class TinyRecipes
{
    public static BertRecipe Model { get; } = new() { Layers = 1, Dimensions = 16, Heads = 2, FeedForward = 32 };

    public static TrainingRecipe Training(int steps) => new()
    {
        Steps = steps,
        BatchSize = 4,
        Accumulate = 2,
        LearningRate = 1e-3,
        WarmupSteps = 2,
        AverageDecay = 0.9,
        ValidateEvery = 3,
        CheckpointEvery = 4,
    };

    public static PretrainRecipe Pretrain(string run, string corpus, int steps = 10) => new()
    {
        Run = run,
        Seed = 7,
        Device = "cpu",
        Data = new CorpusRecipe
        {
            Corpus = [corpus], WindowBases = 30, ValidationFraction = 0.3, ValidationWindows = 6, MarkovOrder = 1,
        },
        Tokenizer = new TokenizerRecipe { K = 3 },
        Model = new ModelRecipe { Bert = Model },
        Training = Training(steps),
    };

    /// <summary>Next-token prediction whose pieces have several windows, so that the state is carried on.</summary>
    public static PretrainRecipe PretrainCausal(string run, string corpus, int steps = 10) => Pretrain(run, corpus, steps) with
    {
        Model = new ModelRecipe { AwdLstm = new AwdLstmRecipe { Dimensions = 8, Units = 12 } },
        Causal = new CausalRecipe { Bptt = 9 },
    };

    public static FinetuneRecipe Finetune(string run, string train) => new()
    {
        Run = run,
        Seed = 7,
        Device = "cpu",
        Data = new LabelledDataRecipe { Train = train, DevFraction = 0.25 },
        Tokenizer = new TokenizerRecipe { K = 3 },
        Model = new ModelRecipe { Bert = Model },
        Training = Training(steps: 10),
        Baseline = false,
    };

    /// <summary>The same recipe, but from a pre-trained model.</summary>
    public static FinetuneRecipe StartingFrom(this FinetuneRecipe recipe, string model) =>
        recipe with { Pretrained = model, Tokenizer = null, Model = null };

    public static EvaluateRecipe Evaluate(string model, string input) =>
        new() { Model = model, Input = input, Device = "cpu" };

    public static PredictRecipe Predict(string model, string input, string output) =>
        new() { Model = model, Input = input, Output = output, Device = "cpu", BatchSize = 8 };

    public static EmbedRecipe Embed(string model, string input, string output) =>
        new() { Model = model, Input = input, Output = output, Device = "cpu", BatchSize = 8 };
}

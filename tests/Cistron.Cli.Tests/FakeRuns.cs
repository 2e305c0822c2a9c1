using Cistron.Cli.Verbs;
using Cistron.Evaluation.Metrics;
using Cistron.Torch;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Cli.Tests;

/// <summary>Runs that take no time, for the tool to tell about.</summary>
internal static class FakeRuns
{
    /// <summary>A fine-tuning run that ends well.</summary>
    public static FinetuneVerb Finetune => new((recipe, log, _) =>
    {
        log.Note("12 test rows");
        log.Step(Step(1, loss: 0.7), 2);
        log.Step(Step(2, loss: 0.5) with { Validation = Metrics(("mcc", 0.4)), IsBest = true }, 2);
        log.Warn("only 12 test rows");
        return new RunOutcome<FinetuneResult>(recipe.Run, Result(recipe), 2, 2);
    });

    /// <summary>A fine-tuning run that goes on until it is asked to stop.</summary>
    public static FinetuneVerb Endless => new((recipe, log, stop) =>
    {
        long step = 0;
        while (!stop.IsCancellationRequested)
            log.Step(Step(++step, loss: 1), long.MaxValue);
        return new RunOutcome<FinetuneResult>(recipe.Run, null, step, 1000);
    });

    /// <summary>A fine-tuning run that ends with an exception.</summary>
    public static FinetuneVerb Failing(Exception exception) => new((_, _, _) => throw exception);

    /// <summary>A fine-tuning run that ends where its device is looked up.</summary>
    public static FinetuneVerb OnDevice => new((recipe, _, _) => throw new InvalidOperationException($"{Device.Parse(recipe.Device)}"));

    /// <summary>A sweep that suggests a rate, or none.</summary>
    public static LearningRateVerb<FinetuneRecipe> LearningRate(double? suggested) => new(
        "finetune", "", (recipe, _, _) => new LearningRateResult
        {
            Folder = $"{recipe.Run}-learning-rate",
            Steps = suggested is null ? 100 : 93,
            LowestRate = 1e-7,
            HighestRate = suggested is null ? 10 : 2.7186,
            Exploded = suggested is not null,
            LayerGroups = ["embeddings", "layer 1", "head"],
            Steepest = suggested is null ? null : 0.01,
            TenthOfLowest = suggested,
            Safer = suggested,
            Command = suggested is null ? null
                : "./cistron finetune runs/x-learning-rate/recipe.yaml training.learning_rate=1.2e-3",
        });

    /// <summary>An encoder without a decoder.</summary>
    public static ImportVerb<FastaiImportRecipe> Import => new("fastai", "", "", (recipe, log, _) =>
    {
        log.Warn($"{recipe.Weights} has no decoder.bias; the model has the values of a new one there");
        return new ImportResult
        {
            ModelFolder = recipe.Output,
            Software = "fastai",
            Sources = [],
            Parameters = 20_631_229,
            Tokenizer = "dna 5-mers, stride 2",
            Tokens = 1029,
            TokensWithoutRow = ["[UNK]", "[CLS]", "[SEP]", "[MASK]"],
            UnusedTokens = ["xxfake"],
            MissingWeights = ["decoder.bias"],
            UnexpectedWeights = [],
        };
    });

    /// <summary>A training step, ten tokens and one second after the one before it.</summary>
    public static StepReport Step(long step, double loss) => new()
    {
        State = new TrainingState { Step = step, Tokens = 10 * step, Seconds = step, Best = 0.4, BestStep = 2 },
        Epoch = step / 4.0,
        Loss = loss,
        LearningRate = 1e-4,
        GradientNorm = 1,
        Rows = 4,
    };

    public static IReadOnlyDictionary<string, double> Metrics(params (string Name, double Value)[] values) =>
        values.ToDictionary(value => value.Name, value => value.Value);

    private static FinetuneResult Result(FinetuneRecipe recipe) => new()
    {
        ModelFolder = $"{recipe.Run}/model",
        Pretrained = recipe.Pretrained,
        Task = "2 classes: background (5), start (7)",
        Parameters = 1_234_567,
        Steps = 2,
        ReleasedStep = 2,
        Epochs = 0.25,
        Seconds = 75,
        TrainRows = 8,
        SelectedBy = "mcc",
        Dev = Judged(0.4, [[4, 1], [2, 5]]),
        Test = Judged(0.51, [[4, 1], [2, 5]]),
        Baseline = Judged(0.2, [[3, 2], [3, 4]]),
        BaselineNote = "k-mers of 3 bases, logistic regression",
        Difference = new Dictionary<string, Estimate> { ["mcc"] = new(0.31, -0.02, 0.6) },
        LongSequences = 0,
        Warnings = ["only 12 test rows"],
    };

    private static Judgement Judged(double mcc, long[][] confusion) => new()
    {
        Rows = 12,
        Metrics = new Dictionary<string, Estimate>
        {
            ["mcc"] = new(mcc, mcc - 0.1, mcc + 0.1),
            ["roc_auc"] = new(double.NaN, double.NaN, double.NaN),
            ["loss"] = new(0.0001234, 0.0001, 0.2),
        },
        Notes = [],
        Classes = [Score("background"), Score("start")],
        Confusion = confusion,
    };

    private static ClassScore Score(string name) => new(name, 6, 6, 0.5, 0.5, 0.5, 0.5, 0.5);
}

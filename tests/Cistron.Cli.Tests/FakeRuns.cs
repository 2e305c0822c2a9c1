using Cistron.Cli.Verbs;
using Cistron.Evaluation.Metrics;
using Cistron.Torch;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Sweeps;
using Cistron.Training.Suites;
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

    /// <summary>A fine-tuning run on sequences of one length.</summary>
    public static FinetuneVerb FinetuneByPlace => new((recipe, _, _) => new RunOutcome<FinetuneResult>(recipe.Run,
        Result(recipe) with
        {
            PositionBaseline = new BaselineScore(Judged(0.97, [[5, 0], [0, 7]]), "letters at 150 places, logistic regression",
                new Dictionary<string, Estimate> { ["mcc"] = new(-0.46, -0.6, -0.3) }),
        }, 2, 2));

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

    /// <summary>A sweep of two learning rates with two seeds each, of which a cell failed.</summary>
    public static SweepVerb Sweep => new((recipe, _, _) => SweepOf(recipe, CellState.Failed));

    /// <summary>The same sweep, stopped before its last cell.</summary>
    public static SweepVerb StoppedSweep => new((recipe, _, _) => SweepOf(recipe, CellState.Pending));

    /// <summary>A benchmark of a task that was done, one that failed, and one without its files.</summary>
    public static BenchmarkResult Benchmark(BenchmarkRecipe recipe, int left) => new()
    {
        Suite = "Tiny suite", Source = "Somebody 2030", Citation = "Cite it.", Run = recipe.Run, Model = recipe.Model,
        Recipe = recipe.Recipe, Data = "data", RunsLeft = left,
        Tasks =
        [
            new TaskResult(BenchmarkTask("starts"),
                [new BenchmarkCell(1, "runs/b/starts/seed-1", 80, 20, null), new BenchmarkCell(2, "runs/b/starts/seed-2", 80, 20, null)],
                [Scored(SystemScore.Model, 0.4, 0.6), Scored(SystemScore.Kmers, 0.3), Scored(SystemScore.Positions, 0.9)], ["a leak"]),
            new TaskResult(BenchmarkTask("broken"),
                [new BenchmarkCell(1, "runs/b/broken/seed-1", 0, 0, "broken.csv:3: '!' is no base")], [], []),
        ],
        Missing = [new MissingTask("absent", "Absent", ["data/absent.csv"], "the table of its authors")],
    };

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

    private static SweepResult SweepOf(SweepRecipe recipe, CellState last)
    {
        CellResult[] cells = [Cell("1e-4", "1", 0.4), Cell("1e-4", "2", 0.5), Cell("1e-3", "1", 0.6), Cell("1e-3", "2", 0) with
        {
            State = last,
            Failure = last == CellState.Failed ? "the loss is not finite at step 12" : null,
            Metrics = Metrics(),
            Baseline = Metrics(),
        }];
        return new SweepResult
        {
            Folder = recipe.Run,
            Verb = recipe.Verb,
            Factors = ["training.learning_rate", "seed"],
            Replicate = "seed",
            Metric = "mcc",
            JudgedOn = "test rows",
            BaselineName = "k-mer baseline",
            Groups = SweepAggregation.Groups(cells, "seed"),
            Cells = cells,
        };
    }

    private static CellResult Cell(string rate, string seed, double mcc) => new()
    {
        Name = $"learning_rate-{rate}-seed-{seed}",
        Factors = new OrderedDictionary<string, string> { ["training.learning_rate"] = rate, ["seed"] = seed },
        State = CellState.Finished,
        Metrics = Metrics(("mcc", mcc)),
        Baseline = Metrics(("mcc", 0.3)),
        Seconds = 12,
    };

    private static SuiteTask BenchmarkTask(string name) => new()
    {
        Title = name, Metric = "mcc", Name = name,
        Published = [new PublishedRow { System = "Theirs", Values = new Dictionary<string, double> { ["mcc"] = 0.87 } }],
    };

    private static SystemScore Scored(string system, params double[] values) => new(system, new Dictionary<string, SeedScore>
    {
        ["mcc"] = SeedScore.Of([.. values.Select(value => new Estimate(value, value - 0.1, value + 0.1))]),
    });

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

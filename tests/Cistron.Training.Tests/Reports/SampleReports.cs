using System.Xml;
using System.Xml.Linq;
using Cistron.Data.Tables;
using Cistron.Evaluation.Metrics;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Runs.Folders;
using Cistron.Runs.Reports;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Data;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Reports;

/// <summary>Reports of runs that never were: a model that is mostly right beside a baseline that guesses more.</summary>
internal static class SampleReports
{
    private const ulong Seed = 3;

    public static RunEnvironment Environment { get; } =
        new("0.1.0", "1.13.0", ".NET 10", "Debian", "X64", Threads: 2, Device: "cpu");

    public static BertConfiguration Backbone { get; } = new()
    {
        VocabularySize = 69, ContextTokens = 52, Layers = 2, Dimensions = 128, Heads = 2, FeedForward = 512,
    };

    public static SequenceTask Task(TaskKind kind, params string[] outputs) =>
        new() { Kind = kind, Outputs = outputs, Pooling = Pooling.Mean, TargetDeviation = 2 };

    /// <summary>Rows whose labels go round; outputs lean to the truth by the skill, from 0 to 1.</summary>
    public static JudgedRows Rows(SequenceTask task, int count, params (string Name, double Skill)[] arms)
    {
        var table = new LabelledData("test.csv", "label", [.. Enumerable.Range(0, count).Select(row =>
            new LabelledSequence($"row{row}", "ACGT"u8.ToArray(), Label(task, row), row + 2))], default);
        double[][] targets = TaskTargets.Of(task, table);
        return new JudgedRows(task, table, [.. arms.Select((arm, i) => Arm.Of(arm.Name, task,
            [.. targets.Select((target, row) => Outputs(task, target, arm.Skill, RandomStream.For(Seed, "arm", i, row)))],
            targets, Seed))]);
    }

    public static FinetuneReport Finetune(JudgedRows rows, bool hasTest = true)
    {
        Arm model = rows.Arms[0];
        Arm? baseline = rows.Arms.Count > 1 ? rows.Arms[1] : null;
        return new FinetuneReport
        {
            Recipe = new FinetuneRecipe { Run = "runs/task", Data = new LabelledDataRecipe { Train = "train.csv" } },
            Result = new FinetuneResult
            {
                ModelFolder = "runs/task/model", Pretrained = "runs/ecoli/model", Task = "a task", Parameters = 412_802,
                Steps = 40, ReleasedStep = 30, Epochs = 2.5, Seconds = 75, TrainRows = 300,
                SelectedBy = TaskTargets.DefaultMetric(rows.Task.Kind).Name, Dev = model.Judgement,
                Test = hasTest ? model.Judgement : null, Baseline = baseline?.Judgement,
                BaselineNote = baseline is null ? null : "k-mers of 1 to 4 letters",
                Difference = baseline is null ? null : Bootstrap.Difference(model.Predictions, baseline.Predictions, Seed),
                PositionBaseline = rows.Arms.Count < 3 ? null : new BaselineScore(rows.Arms[2].Judgement, "letters at 4 places",
                    Bootstrap.Difference(model.Predictions, rows.Arms[2].Predictions, Seed)),
                LongSequences = 0, Warnings = model.Judgement.Notes,
            },
            Data = new TaskData(rows.Task, "a task", rows.Table, rows.Table, hasTest ? rows.Table : null),
            Rows = rows,
            Backbone = Backbone,
            Tokenizer = new KmerTokenizer(3, 3, Tail.Drop, Alphabet.Dna),
            Plan = Plan("all"),
            History = History("validation_loss", "validation_mcc", "validation_rmse"),
            Environment = Environment,
        };
    }

    public static PretrainReport Pretrain(int stride = 3, double bitsPerBase = 1.9) => new()
    {
        Recipe = new PretrainRecipe
        {
            Run = "runs/ecoli",
            Data = new CorpusRecipe { Corpus = ["ecoli.fa"] },
            Tokenizer = new TokenizerRecipe { K = 3, Stride = stride },
        },
        Result = new PretrainResult
        {
            ModelFolder = "runs/ecoli/model", Parameters = 429_381, Steps = 40, ReleasedStep = 30, Tokens = 998_400,
            Epochs = 0.78, Seconds = 17, TrainingBases = 3_711_740, ValidationBases = 927_935, ValidationWindows = 512,
            CorpusFingerprint = "822af4fe", Loss = 4.0934, BitsPerBase = bitsPerBase, Accuracy = 0.0311,
            UniformBitsPerBase = 2, MarkovBitsPerBase = 1.9378, MarkovOrder = 5,
        },
        Backbone = Backbone,
        Tokenizer = new KmerTokenizer(3, stride, Tail.Drop, Alphabet.Dna),
        Sources = [new("/data/ecoli.fa", 5_000_000, default, "ab12", new LetterCounts(4_639_675, 12, 0, 3))],
        Plan = Plan("all"),
        Masking = new MaskingRecipe { Spans = new SpanRecipe { Curriculum = SpanCurriculum.Grow, PhaseCount = 2 } }.Plan(3, 40),
        History = History("validation_loss", "validation_bits_per_base", "validation_accuracy"),
        Environment = Environment,
    };

    /// <summary>Phases of twenty steps each.</summary>
    public static TrainingPlan Plan(params string[] phases) => new([.. phases.Select((name, i) => new TrainingPhase
    {
        Name = name, Start = 20 * i, Steps = 20, HighestRate = 1e-3, Schedule = new OneCycleSchedule(1e-3, 20),
        LayerGroups = ["layer 1", "head"], Trained = [], Frozen = [],
    })]);

    /// <summary>Forty steps, validated at every tenth.</summary>
    public static TrainingHistory History(params string[] validated) => new(Enumerable.Range(1, 40).Select(step =>
    {
        Dictionary<string, double> values = new()
        {
            ["loss"] = 4.0 / step, ["learning_rate"] = 1e-3, ["gradient_norm"] = step,
            ["masked_share"] = 0.15, ["unknown_share"] = 0.05, ["loss_floor"] = 1,
        };
        foreach (string name in step % 10 == 0 ? validated : [])
            values[name] = 1.0 / step;
        return new MetricsRow(step, step / 16.0, 100 * step, 0.5 * step, values);
    }));

    /// <summary>The page as XML, which is stricter than HTML: an element that is not closed is an error.</summary>
    public static XElement Parse(ReportPage page)
    {
        using var reader = XmlReader.Create(
            new StringReader(page.ToHtml()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }

    private static string Label(SequenceTask task, int row) => task.Kind switch
    {
        TaskKind.MultiClass => task.Outputs[row % task.Outputs.Count],
        TaskKind.MultiLabel => string.Join(';', task.Outputs.Where((_, i) => row % (i + 2) == 0)),
        _ => $"{row % 7 - 3}.5",
    };

    private static double[] Outputs(SequenceTask task, double[] target, double skill, RandomStream draws)
    {
        if (task.Kind == TaskKind.Regression)
            return [skill * target[0] + draws.NextDouble()];
        double[] truth = task.Kind == TaskKind.MultiLabel
            ? target
            : [.. task.Outputs.Select((_, i) => i == (int)target[0] ? 1.0 : 0.0)];
        double[] outputs = [.. truth.Select(value => skill * value + (1 - skill) * draws.NextDouble())];
        double sum = task.Kind == TaskKind.MultiLabel ? 1 : outputs.Sum();
        return [.. outputs.Select(value => value / sum)];
    }
}

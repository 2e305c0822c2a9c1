using Cistron.Data.Reports;
using Cistron.Data.Tables;
using Cistron.Evaluation.Metrics;
using Cistron.Models;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Data;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Interval = Cistron.Evaluation.Metrics.Estimate;

namespace Cistron.Training.Reports;

/// <summary>The page of a fine-tuning run: the model beside its baseline, and what the comparison shows.</summary>
public sealed record FinetuneReport
{
    /// <summary>The whole experiment.</summary>
    public required FinetuneRecipe Recipe { get; init; }

    /// <summary>What came out.</summary>
    public required FinetuneResult Result { get; init; }

    /// <summary>The tables and their task.</summary>
    public required TaskData Data { get; init; }

    /// <summary>The judged rows, test or else dev, with the answers of the model and of the baseline, if any.</summary>
    public required JudgedRows Rows { get; init; }

    /// <summary>The shape of the backbone.</summary>
    public required BackboneConfiguration Backbone { get; init; }

    /// <summary>The model's tokenizer.</summary>
    public required Tokenizer Tokenizer { get; init; }

    /// <summary>What was trained when.</summary>
    public required TrainingPlan Plan { get; init; }

    /// <summary>What was measured step by step.</summary>
    public required TrainingHistory History { get; init; }

    /// <summary>What the run ran on.</summary>
    public required RunEnvironment Environment { get; init; }

    private string Part => Result.Test is null ? "dev" : "test";

    private Metric Selection => Metric.Named(Result.SelectedBy);

    private IReadOnlyList<(string Part, LabelledData Table)> Parts =>
        [("train", Data.Train), ("dev", Data.Dev), .. Data.Test is null ? [] : new[] { ("test", Data.Test) }];

    /// <summary>The page.</summary>
    public ReportPage Page()
    {
        var summary = new FinetuneSummary(Result, Data.Task.Kind, Recipe.Data.Long);
        return new ReportPage($"Fine-tuning: {RunFacts.NameOf(Recipe.Run)}",
            new ReportSection(Result.Baseline is null ? "Metrics" : "Model and baseline", [.. Comparison()]),
            new ReportSection($"Predictions on the {Part} rows", [.. Predictions()]),
            new ReportSection("Training",
                [TrainingFigures(), .. PhaseTable.Of(Plan, History, Selection.Name, $"dev {Selection.Title}")]),
            new ReportSection("Data and model", Facts()),
            new ReportSection("What the numbers do and do not show", [.. Limits().Select(text => new Paragraph(text))]),
            new ReportSection("Commands", [.. Commands()]),
            new ReportSection("Environment", RunFacts.Environment(Environment)))
        {
            Lead = summary.Lead,
            Summary = [.. summary.Blocks],
            Footer = $"Cistron {Environment.Cistron}. The numbers of this page are in `result.json` and "
                + "`metrics.jsonl` beside it, the answers for every row in `predictions.tsv`.",
        };
    }

    private IEnumerable<ReportBlock> Comparison()
    {
        var charts = new ComparisonCharts(Rows);
        List<Figure> figures = [new(charts.Comparison().Draw(),
            $"Metrics on the {ReportText.Count(Rows.Targets.Length)} {Part} {Rows.Unit} with their 95 % intervals.")];
        foreach (var (name, difference) in Differences())
        {
            figures.Add(new Figure(charts.Difference(name, difference).Draw(),
                "Both were measured on the same resampled rows, so that rows which are hard for both cancel out. An "
                + "interval that leaves out 0 is evidence of a difference on rows like these."));
        }
        yield return new Figures(figures);
        yield return ResultTables.Metrics(Part, Rows, Differences());
    }

    private IEnumerable<(string Name, IReadOnlyDictionary<string, Interval> Metrics)> Differences()
    {
        if (Result.Difference is { } overKmers)
            yield return ("model − baseline", overKmers);
        if (Result.PositionBaseline is { } positions)
            yield return ("model − positions", positions.Difference);
        foreach (var (name, score) in Result.TranscriptBaselines)
            yield return ($"model − {name}", score.Difference);
    }

    private IEnumerable<ReportBlock> Predictions()
    {
        yield return PredictionFigures.Of(Rows);
        if (!PredictionFigures.ShowsCurves(Rows.Task))
        {
            yield return new Paragraph($"Curves of {ReportText.Count(Rows.Task.Outputs.Count)} outputs would not be "
                + "readable; the areas under them stand in the table.");
        }
        yield return Data.Task.Kind.IsNumeric()
            ? ResultTables.Values(Rows, Parts)
            : ResultTables.Classes(Rows, Parts);
    }

    private Figures TrainingFigures()
    {
        var curves = new TrainingCurves(History);
        var (unit, validation, guess) = Losses();
        var selection = curves.Validation(
            $"{Selection.Title} on dev", Selection.Name, new Axis(Selection.Title), Result.ReleasedStep);
        return new Figures(
            new Figure(curves.Loss(unit, validation, guess).Draw(),
                "Training loss is measured with dropout, validation loss without, on the dev rows. Training that falls "
                + "while validation rises has begun to learn the rows by heart."),
            new Figure(selection.Draw(), "The metric that weights were chosen by, on the dev rows."),
            new Figure(curves.LearningRate(Plan).Draw(), RunFacts.LearningRates(Plan)),
            new Figure(curves.GradientNorm(Recipe.Training.ClipNorm).Draw(),
                "The norm of all gradients before clipping."));
    }

    /// <summary>The unit of the training loss, the dev loss in it, and what knowing nothing would cost.</summary>
    private (string Unit, IReadOnlyList<Point> Validation, Reference Guess) Losses()
    {
        if (Data.Task.Kind.IsNumeric())
        {
            double variance = Data.Task.TargetDeviation * Data.Task.TargetDeviation;
            return ("squared error, in variances of the training targets",
                [.. History.Of("validation_rmse").Select(point => point with { Y = point.Y * point.Y / variance })],
                new Reference(1, "always the mean"));
        }
        bool areClasses = Data.Task.Kind.HasClasses();
        double guess = Math.Log(areClasses ? Data.Task.Outputs.Count : 2);
        return (areClasses ? $"nats per {(Data.Task.Kind.IsPerBase() ? "base" : "row")}" : "nats per row and label", History.Of("validation_loss"),
            new Reference(guess, $"guessing {ReportText.Number(guess)}"));
    }

    private DefinitionList Facts() => new([
        ("task", Result.Task),
        .. Parts.Select(part =>
            (part.Part, $"{ReportText.Count(part.Table.Samples.Count)} rows of `{part.Table.File}`")),
        ("started from", Result.Pretrained is { } pretrained ? $"`{pretrained}`" : "random weights"),
        .. RunFacts.Model(Backbone, Tokenizer, Result.Parameters),
        ("head", (Data.Task.Pooling is { } pooling ? $"{RunFacts.Word(pooling)} of the hidden states" : "an output for each base")
            + $", dropout {Recipe.Head.Dropout}" + string.Concat(Data.Task.HiddenLayers.Select(size => $", a layer of {size} with ReLU"))
            + (Recipe.ClassWeights == ClassWeighting.Balanced ? "; all classes count alike in the loss" : "")),
        .. RunFacts.Optimization(Recipe.Training, Plan, Result.Steps, Result.Epochs),
        ("released", $"weights of step {ReportText.Count(Result.ReleasedStep)}, chosen by {Selection.Title} on dev: "
            + ReportText.Number(Result.Dev.Metrics[Selection.Name].Value)),
        ("baseline", Result.BaselineNote ?? "none was fitted"),
        .. Result.PositionBaseline is { } positions ? new[] { ("positions", positions.Note) } : [],
        .. Result.TranscriptBaselines.Select(one => (one.Key, one.Value.Note)),
        ("seed", $"{Recipe.Seed}"),
    ]);

    private IEnumerable<string> Limits() =>
    [
        $"The intervals come from drawing the {ReportText.Count(Rows.Table.Samples.Count)} {Part} rows again and again. "
            + "They cover the choice of rows; they do not cover training again. This is one run with one seed: before "
            + "a claim about a method, repeat it with three seeds or more.",
        $"The numbers hold for sequences like those of the {Part} table. Before training, rows that stand in two "
            + $"tables{(Data.Task.Kind.IsPerBase() ? " and shuffled twins" : ", shuffled twins, label conflicts, and what length "
                + "and GC content tell alone")} were looked for; relatives of training sequences (overlapping windows, families) were not. `./cistron data audit` finds them; where there are "
            + "many, every method looks better than it is.",
        Result.Baseline is null
            ? "Without a baseline it stays open how hard the task is."
            : (Data.Task.Kind.IsPerBase() ? "The baseline sees the letters near a base and nothing further away"
                    : "The baseline counts k-mers and knows nothing of their places")
                + "; it was fitted on the same training rows and, like the model's weights, chosen on the dev rows. To beat it "
                + "shows that there is more to the task than a linear model can make of "
                + (Data.Task.Kind.IsPerBase() ? "those letters" : "k-mer counts")
                + "; it does not show that no better simple method exists.",
        .. Result.PositionBaseline is null ? [] : new[]
        {
            "All sequences have one length, so that a second baseline could be fitted: a weight for each letter at each place. "
                + "Where it comes near to the model, sequences of the classes differ around a fixed point, and the task "
                + "asks for no more than that.",
        },
        .. Result.TranscriptBaselines.Count == 0 ? [] : new[]
        {
            "Baselines called *like* a program see its features, with a linear model that was fitted to these training rows; they are not "
                + "the programs, whose own weights come from other transcripts.",
        },
    ];

    private IEnumerable<ReportBlock> Commands() =>
    [
        .. RunFacts.Repeating("finetune", Recipe.Run, Recipe.Seed),
        new CommandBlock(
            CommandText.Of("predict", null,
                ("model", Result.ModelFolder), ("input", "sequences.fa"), ("output", "answers.tsv")),
            "Use the model on sequences without labels"),
        new CommandBlock(
            CommandText.Of("evaluate", null, ("model", Result.ModelFolder), ("input", "other.csv")),
            "Judge the model on another labelled table"),
    ];
}

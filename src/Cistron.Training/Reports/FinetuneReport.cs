using Cistron.Evaluation.Metrics;
using Cistron.Models;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Data;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Estimate = Cistron.Evaluation.Metrics.Estimate;

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

    /// <summary>The rows that were judged, test or else dev, with the answers of the model and of the baseline, if any.</summary>
    public required JudgedRows Rows { get; init; }

    /// <summary>The shape of the backbone.</summary>
    public required BackboneConfiguration Backbone { get; init; }

    /// <summary>The model's tokenizer.</summary>
    public required Tokenizer Tokenizer { get; init; }

    /// <summary>What was measured step by step.</summary>
    public required TrainingHistory History { get; init; }

    /// <summary>What the run ran on.</summary>
    public required RunEnvironment Environment { get; init; }

    private string Part => Result.Test is null ? "dev" : "test";

    private Judgement Judged => Result.Test ?? Result.Dev;

    private Metric Headline => TaskTargets.DefaultMetric(Data.Task.Kind);

    private Metric Selection => Metric.Named(Result.SelectedBy);

    private IReadOnlyList<(string Part, LabelledData Table)> Parts =>
        [("train", Data.Train), ("dev", Data.Dev), .. Data.Test is null ? [] : new[] { ("test", Data.Test) }];

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Fine-tuning: {RunFacts.NameOf(Recipe.Run)}",
        new ReportSection("Model and baseline", [.. Comparison()]),
        new ReportSection($"Predictions on the {Part} rows", [.. Predictions()]),
        new ReportSection("Training", TrainingFigures()),
        new ReportSection("Data and model", Facts()),
        new ReportSection("What the numbers do and do not show", [.. Limits().Select(text => new Paragraph(text))]),
        new ReportSection("Commands", [.. Commands()]),
        new ReportSection("Environment", RunFacts.Environment(Environment)))
    {
        Lead = Lead(),
        Summary = [KeyNumbers(), .. Verdict(), .. Callouts()],
        Footer = $"Cistron {Environment.Cistron}. The numbers of this page are in `result.json` and `metrics.jsonl` beside it, the "
            + $"answers for every row in `predictions.tsv`.",
    };

    private string Lead()
    {
        string start = Result.Pretrained is null ? "trained from scratch" : $"fine-tuned from `{Result.Pretrained}`";
        string comparison = Result.Baseline is { } baseline
            ? $"; the k-mer baseline reaches {ReportText.Number(baseline.Metrics[Headline.Name].Value)}"
            : "";
        return $"A model with {ReportText.Count(Result.Parameters)} weights, {start} on {ReportText.Count(Result.TrainRows)} labelled "
            + $"rows. On {ReportText.Count(Judged.Rows)} {Part} rows it reaches {Headline.Title} "
            + $"{ReportText.Value(Judged.Metrics[Headline.Name])}{comparison}.";
    }

    private KeyNumbers KeyNumbers()
    {
        List<KeyNumber> numbers = [Key(Headline.Title, Judged.Metrics[Headline.Name])];
        if (Result is { Baseline: { } baseline, Difference: { } difference })
        {
            numbers.Add(Key($"{Headline.Title} of the k-mer baseline", baseline.Metrics[Headline.Name]));
            numbers.Add(Key("difference", difference[Headline.Name], ReportText.Signed));
        }
        if (Judged.Metrics.TryGetValue(Metric.Accuracy.Name, out Estimate? accuracy))
        {
            double largest = Judged.Classes!.Max(one => (double)one.Rows / Judged.Rows);
            numbers.Add(new KeyNumber(ReportText.Number(accuracy.Value), "accuracy",
                $"always the largest class: {ReportText.Number(largest)}"));
        }
        numbers.Add(new KeyNumber(ReportText.Count(Result.TrainRows), "training rows",
            $"{ReportText.Duration(Result.Seconds)} of training"));
        return new KeyNumbers(numbers);
    }

    private static KeyNumber Key(string name, Estimate estimate, Func<double, string>? write = null) =>
        new((write ?? ReportText.Number)(estimate.Value), name, $"{ReportText.Interval(estimate)} (95\u00a0%)");

    private IEnumerable<ReportBlock> Verdict()
    {
        if (Result.Difference?[Headline.Name] is not { } difference)
            yield break;
        string verdict = ReportText.Verdict(difference, "the model", "the k-mer baseline");
        yield return difference.Lower > 0 ? new Paragraph(verdict)
            : difference.Upper < 0 ? Callout.Warning($"{verdict} Trained like this, it is not worth its cost: count k-mers instead, or "
                + "train longer, with another learning rate, or from a pre-trained model.")
            : Callout.Note(verdict);
    }

    private IEnumerable<Callout> Callouts() =>
    [
        .. Result.Warnings.Select(Callout.Warning),
        .. Result.Test is null
            ? [Callout.Warning("There is no test table: these are the dev rows that the weights were chosen on, which flatters the "
                + "model. Give a test table before you rely on a number of this page.")]
            : Array.Empty<Callout>(),
        .. Result.Baseline is null
            ? [Callout.Warning("No baseline was fitted (`baseline=false`): nothing here says whether the task needs a language model, "
                + "or whether counting k-mers would do as well.")]
            : Result.Baseline.Notes.Select(note => Callout.Note($"On the baseline: {note}")),
        .. Result.LongSequences > 0
            ? [Callout.Note($"{ReportText.Count(Result.LongSequences)} sequences are longer than the context; the rule for them is "
                + $"{(Recipe.Data.Long is { } rule ? $"`{rule}`" : "none")}.")]
            : Array.Empty<Callout>(),
    ];

    private IEnumerable<ReportBlock> Comparison()
    {
        var charts = new ComparisonCharts(Rows);
        List<Figure> figures = [new(charts.Comparison().Draw(),
            $"Metrics on the {ReportText.Count(Judged.Rows)} {Part} rows with their 95 % intervals.")];
        if (Result.Difference is { } difference)
            figures.Add(new(charts.Difference("model − baseline", difference).Draw(),
                "Both were measured on the same resampled rows, so that rows which are hard for both cancel out. An interval that "
                + "leaves out 0 is evidence of a difference on rows like these."));
        yield return new Figures(figures);
        yield return ResultTables.Metrics(Part, Rows, Result.Difference);
    }

    private IEnumerable<ReportBlock> Predictions()
    {
        yield return PredictionFigures.Of(Rows);
        if (!PredictionFigures.ShowsCurves(Rows.Task))
            yield return new Paragraph($"Curves of {ReportText.Count(Rows.Task.Outputs.Count)} outputs would not be readable; the "
                + "areas under them stand in the table.");
        yield return Data.Task.Kind == TaskKind.Regression
            ? ResultTables.Values(Rows, Parts)
            : ResultTables.Classes(Rows, Parts);
    }

    private Figures TrainingFigures()
    {
        var curves = new TrainingCurves(History);
        var (unit, validation, guess) = LossOf(Data.Task.Kind);
        return new Figures(
            new Figure(curves.Loss(unit, validation, guess).Draw(),
                "Training loss is measured with dropout, validation loss without, on the dev rows. Training that falls while "
                + "validation rises has begun to learn the rows by heart."),
            new Figure(curves.Validation($"{Selection.Title} on dev", Selection.Name, new Axis(Selection.Title), Result.ReleasedStep)
                .Draw(), "The metric that weights were chosen by, on the dev rows."),
            new Figure(curves.LearningRate().Draw(), "The step size of each update."),
            new Figure(curves.GradientNorm(Recipe.Training.ClipNorm).Draw(), "The norm of all gradients before clipping."));
    }

    /// <summary>What the training loss is, the dev loss in the same unit, and what knowing nothing would cost.</summary>
    private (string Unit, IReadOnlyList<Point> Validation, Reference Guess) LossOf(TaskKind kind)
    {
        if (kind == TaskKind.Regression)
        {
            double deviation = Data.Task.TargetDeviation;
            return ("squared error, in variances of the training targets",
                [.. History.Of("validation_rmse").Select(p => p with { Y = p.Y * p.Y / (deviation * deviation) })],
                new Reference(1, "always the mean"));
        }
        double guess = kind == TaskKind.MultiClass ? Math.Log(Data.Task.Outputs.Count) : Math.Log(2);
        return (kind == TaskKind.MultiClass ? "nats per row" : "nats per row and label", History.Of("validation_loss"),
            new Reference(guess, $"guessing {ReportText.Number(guess)}"));
    }

    private DefinitionList Facts() => new([
        ("task", Result.Task),
        .. Parts.Select(part => (part.Part, $"{ReportText.Count(part.Table.Samples.Count)} rows of `{part.Table.File}`")),
        ("started from", Result.Pretrained is { } pretrained ? $"`{pretrained}`" : "random weights"),
        .. RunFacts.Model(Backbone, Tokenizer, Result.Parameters),
        ("head", $"{Data.Task.Pooling.ToString().ToLowerInvariant()} of the hidden states, dropout {Recipe.Head.Dropout}"
            + (Recipe.Freeze == Freeze.Backbone ? "; the backbone was left as it is" : "")),
        .. RunFacts.Optimization(Recipe.Training, Result.Steps, Result.Epochs),
        ("released", $"weights of step {ReportText.Count(Result.ReleasedStep)}, the best {Selection.Title} on dev: "
            + ReportText.Number(Result.Dev.Metrics[Selection.Name].Value)),
        .. Result.BaselineNote is { } note ? [("baseline", note)] : Array.Empty<(string, string)>(),
        ("seed", $"{Recipe.Seed}"),
    ]);

    private IEnumerable<string> Limits() =>
    [
        $"The intervals come from drawing the {ReportText.Count(Judged.Rows)} {Part} rows again and again. They cover the choice of "
            + "rows; they do not cover training again. This is one run with one seed: before a claim about a method, repeat it with "
            + "three seeds or more.",
        $"The numbers hold for sequences like those of the {Part} table. Whether they resemble training sequences — shared stretches, "
            + "families, copies on the other strand — was not checked here; where they do, every method looks better than it is.",
        Result.Baseline is null
            ? "Without a baseline it stays open how hard the task is."
            : "The baseline counts k-mers and knows nothing of their places; it was fitted on the same training rows, and chosen without "
                + "the judged ones. To beat it shows that places or longer patterns help; it does not show that no better simple "
                + "method exists.",
    ];

    private IEnumerable<ReportBlock> Commands()
    {
        string recipe = Path.Combine(Recipe.Run, "recipe.yaml");
        return
        [
            new CommandBlock(CommandText.Of("finetune", recipe, ("run", Recipe.Run + "-again")), "Repeat this run in another folder"),
            new CommandBlock(CommandText.Of("finetune", recipe, ("run", Recipe.Run + "-seed2"), ("seed", $"{Recipe.Seed + 1}")),
                "See what another seed does to the numbers"),
            new CommandBlock(CommandText.Of("predict", null, ("model", Result.ModelFolder), ("input", "sequences.fa"),
                ("output", "answers.tsv")), "Use the model on sequences without labels"),
            new CommandBlock(CommandText.Of("evaluate", null, ("model", Result.ModelFolder), ("input", "other.csv")),
                "Judge the model on another labelled table"),
        ];
    }
}

using System.Globalization;
using Cistron.Data.Reports;
using Cistron.Evaluation.Metrics;
using Cistron.Runs.Folders;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Sequences.Formats.Tables;
using Cistron.Training.Reports;
using Cistron.Training.Verbs;
using Interval = Cistron.Evaluation.Metrics.Estimate;

namespace Cistron.Cli.Demo;

/// <summary>The demo's page: did pre-training help, beside training from scratch and counting k-mers?</summary>
/// <param name="outcome">What the runs came to.</param>
/// <param name="environment">What they ran on.</param>
internal sealed class DemoReport(DemoOutcome outcome, RunEnvironment environment)
{
    private const int WindowsShown = 6;
    private const int StartCodon = 100;

    private readonly Dictionary<string, IReadOnlyDictionary<string, Interval>> _means =
        outcome.Means.ToDictionary(m => m.Key, m => Bootstrap.Estimate(m.Value, seed: 1));

    private readonly IReadOnlyDictionary<string, Interval> _overScratch = Bootstrap.Difference(
        outcome.Means[DemoArm.Pretrained.Name], outcome.Means[DemoArm.Scratch.Name], seed: 1);

    private readonly IReadOnlyDictionary<string, Interval> _overBaseline = Bootstrap.Difference(
        outcome.Means[DemoArm.Pretrained.Name], outcome.Means[DemoOutcome.Baseline], seed: 1);

    private readonly IReadOnlyDictionary<string, Interval> _overPositions = Bootstrap.Difference(
        outcome.Means[DemoArm.Pretrained.Name], outcome.Means[DemoOutcome.Positions], seed: 1);

    private readonly FinetuneResult _first =
        JsonFile.Read<FinetuneResult>(new RunPaths(DemoArm.Pretrained.RunOf(1)).Result);

    private string PretrainingVerdict =>
        ReportText.Verdict(_overScratch[Metric.Mcc.Name], "the pre-trained model", "the same model from scratch");

    private string BaselineVerdict =>
        ReportText.Verdict(_overBaseline[Metric.Mcc.Name], "the pre-trained model", "the k-mer baseline");

    private string PositionVerdict => ReportText.Verdict(
        _overPositions[Metric.Mcc.Name], "the pre-trained model", "a linear model of letters by place");

    /// <summary>The page.</summary>
    public ReportPage Page() => new("Where do genes start? A language model of the E. coli genome, put to use",
        new ReportSection("Few labels: pre-trained, from scratch, and counting k-mers", [.. Comparison()]),
        new ReportSection("The language model", LanguageModel()),
        new ReportSection("Predictions on the test windows, first seed", PredictionFigures.Of(outcome.FirstSeed)),
        new ReportSection("The windows with the highest scores", [.. TopWindows()]),
        new ReportSection("Predictions on a FASTA file", Examples()),
        new ReportSection("What the numbers do and do not show", [.. Limits().Select(text => new Paragraph(text))]),
        new ReportSection("Commands", [.. Commands()]))
    {
        Lead = $"A small masked language model read the first four fifths of the genome of E. coli K-12. Then "
               + $"{ReportText.Count(_first.TrainRows)} labelled windows taught it, and the same model with random weights, to tell "
               + $"gene starts from the inside of genes. {PretrainingVerdict} {BaselineVerdict} {PositionVerdict} (MCC, means of "
               + $"{DemoArm.Seeds.Count} seeds.)",
        Summary = [KeyNumbers()],
        Footer = $"Cistron {environment.Cistron}, LibTorch {environment.LibTorch}, {environment.Threads} threads on {environment.Device}. "
                 + "Every run has its own page, `report.html`, in its folder under `runs/demo`.",
    };

    private KeyNumbers KeyNumbers() => new([
        .. outcome.Methods.Select(method => Key($"MCC, {method}", _means[method][Metric.Mcc.Name])),
        new KeyNumber(ReportText.Number(outcome.Pretrain.BitsPerBase), "bits per held-out base",
            $"guessing {ReportText.Number(outcome.Pretrain.UniformBitsPerBase)}, order-{outcome.Pretrain.MarkovOrder} Markov "
            + ReportText.Number(outcome.Pretrain.MarkovBitsPerBase)),
    ]);

    private static KeyNumber Key(string name, Interval estimate) =>
        new(ReportText.Number(estimate.Value), name, $"95 % interval {ReportText.Interval(estimate)}");

    private IEnumerable<ReportBlock> Comparison()
    {
        Metric[] shown = [Metric.Mcc, Metric.Accuracy, Metric.MacroF1, Metric.RocAuc, Metric.PrAuc];
        var chart = new ComparisonChart("Pre-trained, from scratch, baseline", new Axis("higher is better"),
            [.. shown.Select(metric => new ComparisonGroup(metric.Title,
                [.. outcome.Methods.Select(method => Plotted(method, metric))]))]) { Width = 960 };
        yield return new Figures(new Figure(chart.Draw(),
            $"Means of {DemoArm.Seeds.Count} seeds on {ReportText.Count(outcome.Test.Samples.Count)} test windows, with 95 % intervals "
            + "over the choice of windows; the small dots are the seeds. A seed draws other training windows, the same for every method."));
        yield return new Table($"{ReportText.Count(outcome.Test.Samples.Count)} test windows, means of {DemoArm.Seeds.Count} seeds",
            [Column.Words("metric"), .. outcome.Methods.SelectMany(Columns)],
            [.. shown.Select(metric => (IReadOnlyList<string>)
                [metric.Title, .. outcome.Methods.SelectMany(method => Cells(_means[method][metric.Name], ReportText.Number))])]);
        yield return new Table("Differences of those means, on the same resampled windows",
            [Column.Words("metric"), .. Columns("pre-trained − from scratch"), .. Columns("pre-trained − k-mer baseline"),
                .. Columns("pre-trained − letters by place")],
            [.. shown.Select(metric => (IReadOnlyList<string>)
                [
                    metric.Title, .. Cells(_overScratch[metric.Name], ReportText.Signed),
                    .. Cells(_overBaseline[metric.Name], ReportText.Signed), .. Cells(_overPositions[metric.Name], ReportText.Signed),
                ])]);

        static IEnumerable<Column> Columns(string name) => [Column.Numbers(name), Column.Numbers("95 % interval")];

        static string[] Cells(Interval estimate, Func<double, string> write) =>
            [write(estimate.Value), ReportText.Interval(estimate)];
    }

    private Cistron.Runs.Plots.Estimate Plotted(string method, Metric metric)
    {
        var mean = _means[method][metric.Name];
        return new Cistron.Runs.Plots.Estimate(method, mean.Value, mean.Lower, mean.Upper)
        {
            Seeds = [.. outcome.Seeds(method).Select(arm => arm.Judgement.Metrics[metric.Name].Value)],
        };
    }

    private Figures LanguageModel()
    {
        var result = outcome.Pretrain;
        var history = new TrainingHistory(MetricsLog.Read(new RunPaths($"{DemoArm.Runs}/pretrain").Metrics));
        var curves = new TrainingCurves(history);
        var bits = curves.Validation("Bits per base", "bits_per_base", new Axis("bits per base"), result.ReleasedStep,
            new Reference(result.UniformBitsPerBase, $"guessing {ReportText.Number(result.UniformBitsPerBase)}"),
            new Reference(result.MarkovBitsPerBase,
                $"order-{result.MarkovOrder} Markov {ReportText.Number(result.MarkovBitsPerBase)}"));
        return new Figures(
            new Figure(curves.Loss("nats per masked token", history.Of("validation_loss")).Draw(),
                $"{ReportText.Count(result.Parameters)} weights, {ReportText.Count(result.Tokens)} tokens, "
                + $"{result.Epochs.ToString("0.0", CultureInfo.InvariantCulture)} passes over {ReportText.Count(result.TrainingBases)} bases."),
            new Figure(bits.Draw(), "How many bits the model needs for a masked base of the last fifth of the genome, which it never "
                                    + "saw. The Markov model counts what follows each word of the same training bases."));
    }

    private IEnumerable<ReportBlock> TopWindows()
    {
        var model = outcome.Seeds(DemoArm.Pretrained.Name)[0];
        var rows = outcome.Test.Samples.Index()
            .OrderByDescending(sample => model.Outputs[sample.Index][1])
            .Take(WindowsShown)
            .Select(sample => new StripRow(
                sample.Item.Label == "1" ? $"{sample.Item.Id}: a gene start" : $"{sample.Item.Id}: inside a gene",
                System.Text.Encoding.ASCII.GetString(sample.Item.Bases),
                ReportText.Number(model.Outputs[sample.Index][1]))
            {
                Highlights = sample.Item.Label == "1" ? [new Highlight(StartCodon, StartCodon + 3, "start codon")] : [],
            });
        var strip = new SequenceStrip($"The {WindowsShown} test windows with the highest probability of a gene start", [.. rows])
        {
            FirstPosition = -StartCodon,
            Width = 960,
        };
        yield return new Figures(new Figure(strip.Draw(),
            "Positions count from the first base of the start codon, which is marked. Names are lines of `test.csv.gz`. Look for the "
            + "ribosome binding site, rich in A and G, some ten bases before the start."));
    }

    private static Table Examples()
    {
        using var table = TableReader.Open(DemoRuns.ExamplesOutput);
        List<IReadOnlyList<string>> rows = [];
        while (table.Next())
            rows.Add([table.Text(0), table.Text(1) == "1" ? "gene start" : "inside a gene", table.Text(3), table.Text(4)]);
        return new Table("Twelve records of samples/data/examples.fa; what each is stands in its header there",
            [Column.Words("record"), Column.Words("prediction"), Column.Numbers("p(gene start)"), Column.Numbers("windows")], [.. rows]);
    }

    private IEnumerable<string> Limits() =>
    [
        "Labels are genes as prodigal predicts them, not curated ones: nine in ten of their starts agree with RefSeq's. A method that "
        + "learned them perfectly would have learned prodigal's taste.",
        "The test windows lie in the last tenth of the genome, which the language model never saw, and none is similar to a training "
        + "window, on either strand, from an estimated identity of 0.8 on. Genes of one family that have drifted further apart may "
        + "still lie on both sides, and E. coli judged on E. coli says nothing about other organisms.",
        $"The intervals cover the choice of test windows; the {DemoArm.Seeds.Count} dots show how much the training windows, the new "
        + "weights and the order matter. Three seeds show a tendency, not more.",
        $"Weights are chosen on {ReportText.Count(_first.Dev.Rows)} dev windows, many more than were trained on. Whoever has few labels in truth has a small dev set "
        + "too, and would choose worse; all methods here share that advantage.",
        "In every window of a gene start the start codon stands at the same place. A linear model with a weight for each letter at each "
        + "place needs little more than that, and is the one to beat on this task; the language model has to find out about places first.",
        "This is a model of two layers trained for minutes. What pre-training is worth at this scale need not be what it is worth at "
        + "a hundred times the size: the recipes beside this one are there to be made larger.",
    ];

    private static IEnumerable<ReportBlock> Commands() =>
    [
        new CommandBlock(CommandText.Of("pretrain", DemoRuns.PretrainRecipe), "Pre-train"),
        .. DemoArm.All.SelectMany(arm => DemoArm.Seeds.Select(seed => new CommandBlock(
            CommandText.Of("finetune", DemoArm.Recipe, arm.ArgumentsOf(seed).Select(Pair)), $"Fine-tune, {arm.Name}, seed {seed}"))),
        new CommandBlock(CommandText.Of("predict", null, DemoRuns.PredictArguments.Select(Pair)), "Predict"),
    ];

    private static (string Key, string Value) Pair(string argument)
    {
        string[] parts = argument.Split('=', 2);
        return (parts[0], parts[1]);
    }
}

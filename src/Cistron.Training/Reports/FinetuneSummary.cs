using Cistron.Data.Reports;
using Cistron.Evaluation.Metrics;
using Cistron.Runs.Reports;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Windows;
using Cistron.Training.Data;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>The head of a fine-tuning run's page: what came out, and what must not be overlooked.</summary>
/// <param name="result">What came out.</param>
/// <param name="kind">The kind of task.</param>
/// <param name="longSequences">The rule for sequences beyond the context.</param>
internal sealed class FinetuneSummary(FinetuneResult result, TaskKind kind, LongSequenceRule? longSequences)
{
    private readonly Judgement _judged = result.Test ?? result.Dev;
    private readonly Metric _headline = TaskTargets.DefaultMetric(kind);
    private readonly string _unit = kind.IsPerBase() ? "bases" : "rows";
    private readonly string _baseline = kind.IsPerBase() ? "baseline of nearby letters" : "k-mer baseline";

    /// <summary>The run in two sentences.</summary>
    public string Lead
    {
        get
        {
            string start = result.Pretrained is null
                ? "trained from scratch"
                : $"fine-tuned from `{result.Pretrained}`";
            string baseline = result.Baseline is null ? "" : $"; the {_baseline} reaches "
                + ReportText.Number(result.Baseline.Metrics[_headline.Name].Value);
            string positions = result.PositionBaseline is null ? "" : ", and letters by their places "
                + ReportText.Number(result.PositionBaseline.Judgement.Metrics[_headline.Name].Value);
            return $"A model with {ReportText.Count(result.Parameters)} weights, {start} on "
                + $"{ReportText.Count(result.TrainRows)} labelled rows. On {ReportText.Count(_judged.Rows)} "
                + $"{(result.Test is null ? "dev" : "test")} {_unit} it reaches {_headline.Title} "
                + $"{ReportText.Value(_judged.Metrics[_headline.Name])}{baseline}{positions}.";
        }
    }

    /// <summary>Key numbers, the verdict on model and baseline, and every warning.</summary>
    public IEnumerable<ReportBlock> Blocks =>
    [
        new KeyNumbers([.. KeyNumbers()]),
        .. Verdicts(),
        .. Warnings().Select(Callout.Warning),
        .. Notes().Select(Callout.Note),
    ];

    private IEnumerable<KeyNumber> KeyNumbers()
    {
        yield return Key(_headline.Title, _judged.Metrics[_headline.Name], ReportText.Number);
        if (result is { Baseline: { } baseline, Difference: { } difference })
        {
            yield return Key(
                $"{_headline.Title} of the {_baseline}", baseline.Metrics[_headline.Name], ReportText.Number);
            yield return Key("difference", difference[_headline.Name], ReportText.Signed);
        }
        if (result.PositionBaseline is { } positions)
        {
            yield return Key($"{_headline.Title} of letters by place", positions.Judgement.Metrics[_headline.Name],
                ReportText.Number);
        }
        if (_judged.Metrics.TryGetValue(Metric.Accuracy.Name, out Estimate? accuracy))
        {
            double largest = _judged.Classes!.Max(one => (double)one.Rows / _judged.Rows);
            yield return new KeyNumber(ReportText.Number(accuracy.Value), "accuracy",
                $"always the largest class: {ReportText.Number(largest)}");
        }
        yield return new KeyNumber(ReportText.Count(result.TrainRows), "training rows",
            $"{ReportText.Duration(result.Seconds)} of training");
    }

    private static KeyNumber Key(string name, Estimate estimate, Func<double, string> write) =>
        new(write(estimate.Value), name, $"{ReportText.Interval(estimate)} (95\u00a0%)");

    private IEnumerable<ReportBlock> Verdicts()
    {
        if (result.Difference?[_headline.Name] is { } overBaseline)
            yield return Verdict(overBaseline, $"the {_baseline}", "Trained like this it is not worth its cost: "
                + $"{(kind.IsPerBase() ? "fit a linear model" : "count k-mers")} instead, or train longer, with another learning "
                + "rate, or from a pre-trained model.");
        if (result.PositionBaseline?.Difference[_headline.Name] is { } overPositions)
            yield return Verdict(overPositions, "the position baseline", "A weight for each letter at each place says more: all "
                + "sequences were cut around the same point, and what stands there tells the classes apart.");
        foreach (var (name, score) in result.TranscriptBaselines)
            yield return Verdict(score.Difference[_headline.Name], $"the {name} baseline", "What programs for coding potential look at says more.");
    }

    private static ReportBlock Verdict(Estimate difference, string baseline, string whenWorse)
    {
        string verdict = ReportText.Verdict(difference, "the model", baseline);
        return difference.Lower > 0 ? new Paragraph(verdict)
            : difference.Upper < 0 ? Callout.Warning($"{verdict} {whenWorse}")
            : Callout.Note(verdict);
    }

    private IEnumerable<string> Warnings()
    {
        foreach (string warning in result.Warnings)
            yield return warning;
        if (result.Test is null)
        {
            yield return "There is no test table: these are the dev rows that the weights were chosen on, which "
                + "flatters the model. Give a test table, or `data.test_fraction`, before you rely on a number of this page.";
        }
        if (result.Baseline is null)
        {
            yield return "No baseline was fitted (`baseline=false`): nothing here says whether the task needs a "
                + $"language model, or whether {(kind.IsPerBase() ? "the letters nearby" : "counting k-mers")} would do as well.";
        }
    }

    private IEnumerable<string> Notes()
    {
        foreach (string note in result.Baseline?.Notes ?? [])
            yield return $"On the baseline: {note}";
        if (result.LongSequences > 0)
        {
            yield return $"{ReportText.Count(result.LongSequences)} sequences are longer than the context"
                + (longSequences is { } rule ? $" and go by the rule `{RunFacts.Word(rule)}`." : ".");
        }
    }
}

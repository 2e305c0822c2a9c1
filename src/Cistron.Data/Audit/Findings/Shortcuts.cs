using System.Text;
using Cistron.Data.Reports;
using Cistron.Evaluation.Baselines;
using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Datasets;

namespace Cistron.Data.Audit.Findings;

/// <summary>How much a trivial feature of the sequences says by itself.</summary>
/// <param name="Feature">The feature, such as <c>length</c>.</param>
/// <param name="Estimate">
/// ROC-AUC, of more than two classes or of labels the mean of one against the rest; of a regression Spearman's
/// correlation. With its 95 % interval on the judged rows.
/// </param>
public sealed record Shortcut(string Feature, Estimate Estimate);

/// <summary>
/// What length, GC content, composition and the ends of a sequence say about its label, each alone, fitted to train rows
/// and judged on test (else dev) rows. A warning from a ROC-AUC of 0.7 on (Spearman 0.4), a note from 0.6 on (0.2), if
/// chance is outside the interval; a note, too, where a feature is surely worse than chance. Of fewer than two rows to fit
/// to nothing is said.
/// </summary>
/// <remarks>
/// What was learned on train can be wrong on test more often than by chance where rows come in pairs of like composition
/// and unlike labels, such as a sequence and its shuffled twin: the half of a pair in train says the wrong label for the
/// half in test.
/// </remarks>
public sealed record Shortcuts : Finding
{
    /// <summary>What the feature <c>composition</c> is.</summary>
    public const string Composition = "the length and the share of each letter";

    private const double StrongArea = 0.7;
    private const double WeakArea = 0.6;
    private const double StrongCorrelation = 0.4;
    private const double WeakCorrelation = 0.2;
    private const double WorseArea = 0.45;
    private const double WorseCorrelation = -0.1;
    private const int FewestFitted = 2;

    /// <inheritdoc />
    public override string Title => "Shortcuts";

    /// <inheritdoc />
    public override string Meaning =>
        "A model can learn these instead of what the task is about, and no metric tells the difference; report them beside "
        + "every result, and match negatives to positives where they were chosen.";

    /// <summary>The metric's name, <c>roc_auc</c> or <c>spearman</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>Rows that the features were fitted to.</summary>
    public required int FittedRows { get; init; }

    /// <summary>Rows that they were judged on.</summary>
    public required int JudgedRows { get; init; }

    /// <summary>The features, the one that says most first; none where there were too few rows.</summary>
    public required IReadOnlyList<Shortcut> Features { get; init; }

    /// <summary>Length and GC content alone: seconds for 30,000 rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="seed">The seed of held-out rows and of the bootstrap.</param>
    public static Shortcuts OfLengthAndGc(AuditedData data, ulong seed)
    {
        var (fitted, judged) = data.FittedAndJudged(seed);
        return fitted.Count < FewestFitted ? TooFew(data, fitted, judged)
            : Of(data, fitted, judged, seed, resamples: 200, Numbers(data, fitted, judged));
    }

    /// <summary>All features.</summary>
    /// <inheritdoc cref="OfLengthAndGc"/>
    public static Shortcuts In(AuditedData data, ulong seed)
    {
        var (fitted, judged) = data.FittedAndJudged(seed);
        if (fitted.Count < FewestFitted)
            return TooFew(data, fitted, judged);
        var train = data.BaselineRows(fitted);
        byte[][] test = [.. judged.Select(row => data.Bases[row])];
        return Of(data, fitted, judged, seed, Bootstrap.DefaultResamples,
        [
            .. Numbers(data, fitted, judged),
            ("composition", CompositionBaseline.Train(train, null, data.Alphabet, seed).Predict(test)),
            ($"first {EndBaseline.Letters} letters", EndBaseline.Train(train, data.Alphabet, SequenceEnd.First, seed).Predict(test)),
            ($"last {EndBaseline.Letters} letters", EndBaseline.Train(train, data.Alphabet, SequenceEnd.Last, seed).Predict(test)),
        ]);
    }

    /// <summary>The share of G and C among the letters that are one of the four bases; 0 where there is none.</summary>
    internal static double Gc(ReadOnlySpan<byte> bases)
    {
        int gc = 0, at = 0;
        foreach (byte letter in bases)
            if (letter is (byte)'G' or (byte)'C')
                gc++;
            else if (letter is (byte)'A' or (byte)'T' or (byte)'U')
                at++;
        return Share(gc, gc + at);
    }

    private static (string, double[][])[] Numbers(AuditedData data, IReadOnlyList<int> fitted, IReadOnlyList<int> judged)
    {
        Outcomes outcomes = data.BaselineRows(fitted).Outcomes;
        return [("length", Predict(bases => bases.Length)), ("GC content", Predict(bases => Gc(bases)))];

        double[][] Predict(Func<byte[], double> number) =>
            BinnedBaseline.Train([.. fitted.Select(row => number(data.Bases[row]))], outcomes)
                .Predict(judged.Select(row => number(data.Bases[row])));
    }

    private static Metric MetricOf(AuditedData data) =>
        data.Task.Kind == TaskKind.Regression ? Evaluation.Metrics.Metric.Spearman : Evaluation.Metrics.Metric.RocAuc;

    private static Shortcuts TooFew(AuditedData data, IReadOnlyList<int> fitted, IReadOnlyList<int> judged) => new()
    {
        Severity = Severity.Fine,
        Sentence = "not looked for: there are too few different sequences to fit a feature to and to judge it on others",
        Brief = "",
        Metric = MetricOf(data).Name,
        FittedRows = fitted.Count,
        JudgedRows = judged.Count,
        Features = [],
    };

    private static Shortcuts Of(AuditedData data, IReadOnlyList<int> fitted, IReadOnlyList<int> judged, ulong seed, int resamples,
        params (string Name, double[][] Outputs)[] features)
    {
        bool isRegression = data.Task.Kind == TaskKind.Regression;
        Metric metric = MetricOf(data);
        Shortcut[] shortcuts = [.. features
            .Select(feature => new Shortcut(feature.Name,
                Bootstrap.Estimate(data.Judge(feature.Outputs, judged), seed, resamples)[metric.Name]))
            .OrderByDescending(shortcut => double.IsNaN(shortcut.Estimate.Value) ? double.MinValue : shortcut.Estimate.Value)];
        double chance = isRegression ? 0 : 0.5;
        bool isWeak = Above(isRegression ? WeakCorrelation : WeakArea);
        Shortcut? worse = shortcuts.LastOrDefault(shortcut =>
            shortcut.Estimate.Value <= (isRegression ? WorseCorrelation : WorseArea) && shortcut.Estimate.Upper < chance);
        return new Shortcuts
        {
            Severity = Above(isRegression ? StrongCorrelation : StrongArea) ? Severity.Warning
                : isWeak || worse is not null ? Severity.Note : Severity.Fine,
            Sentence = Words(shortcuts, metric, isRegression ? WeakCorrelation : WeakArea, chance)
                + (worse is null ? "" : $"; {worse.Feature} is worse than chance, {ReportText.Value(worse.Estimate)}, as where each "
                    + "row has a twin of like composition and another label"),
            Brief = isWeak
                ? $"{shortcuts[0].Feature} alone gives {metric.Title} {ReportText.Short(shortcuts[0].Estimate.Value)}"
                : worse is not null ? $"{worse.Feature} is worse than chance on held-out rows" : "",
            Metric = metric.Name,
            FittedRows = fitted.Count,
            JudgedRows = judged.Count,
            Features = shortcuts,
        };

        bool Above(double threshold) =>
            shortcuts.Any(shortcut => shortcut.Estimate.Value >= threshold && shortcut.Estimate.Lower > chance);
    }

    private static string Words(Shortcut[] shortcuts, Metric metric, double weak, double chance)
    {
        Shortcut[] telling = [.. shortcuts.Where(shortcut =>
            shortcut.Estimate.Value >= weak && shortcut.Estimate.Lower > chance)];
        if (double.IsNaN(shortcuts[0].Estimate.Value))
            return $"not told: the held-out rows are too few, or too alike in their labels, for a {metric.Title}";
        if (telling.Length == 0)
            return $"no trivial feature alone reaches {metric.Title} {ReportText.Number(weak)}; the best is "
                + $"{shortcuts[0].Feature} with {ReportText.Value(shortcuts[0].Estimate)}";
        var words = new StringBuilder($"{telling[0].Feature} alone gives {metric.Title} {ReportText.Value(telling[0].Estimate)}");
        foreach (Shortcut other in telling.Skip(1).Take(2))
            words.Append($", {other.Feature} {ReportText.Number(other.Estimate.Value)}");
        return words.ToString();
    }
}

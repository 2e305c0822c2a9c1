using System.Text.Json.Serialization;
using Cistron.Data.Reports;
using Cistron.Data.Tables;
using Cistron.Evaluation.Baselines;
using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Splitting;

namespace Cistron.Data.Audit.Findings;

/// <summary>How good the k-mer baseline is under one way to divide the rows.</summary>
/// <param name="Split">given: the parts as they are; random; similarity: clusters of relatives kept together.</param>
/// <param name="TrainRows">Rows fitted to, the mean over splits.</param>
/// <param name="TestRows">Rows judged on, the mean over splits.</param>
/// <param name="UnseenShare">
/// The share of judged rows whose class no fitted row has, the mean over splits: nothing can name those.
/// </param>
/// <param name="Metrics">
/// MCC and ROC-AUC, macro-F1 and ROC-AUC of labels, or Spearman's and Pearson's correlation, by name: the mean over
/// splits of the value, and of the ends of its 95 % interval on the rows of a split.
/// </param>
/// <param name="Values">The values on the single splits, by the same names.</param>
public sealed record FloorScore(string Split, int TrainRows, int TestRows, double UnseenShare, IReadOnlyDictionary<string, Estimate> Metrics,
    IReadOnlyDictionary<string, IReadOnlyList<double>> Values);

/// <summary>
/// The floor that a model must beat: counts of k-mers with a linear model, on rows that are divided by chance, seven
/// tenths to fit to, one to choose by and two to judge on, and on rows divided alike but with relatives kept together. A
/// warning when the second is lower by 0.1 in the first metric, a note from 0.03 on, or when so many rows are related to
/// each other that nothing is left to judge on.
/// </summary>
public sealed record KmerFloor : Finding
{
    /// <summary>The fewest rows of which each of the three shares is a row at least.</summary>
    public const int FewestRows = 10;

    private const double Much = 0.1;
    private const double Some = 0.03;
    private const string Undivided = "too many rows are related to each other for a split that keeps relatives together";

    /// <inheritdoc />
    public override string Title => "K-mer floor";

    /// <inheritdoc />
    public override string Meaning =>
        "What a random split gives beyond a split that keeps relatives together is owed to having seen relatives; a new "
        + "method is to be compared with the floor of the split that it is judged on.";

    /// <summary>The metric that verdicts go by.</summary>
    public required string Metric { get; init; }

    /// <summary>The splits: given, where there are parts, then random, then similarity.</summary>
    public required IReadOnlyList<FloorScore> Scores { get; init; }

    /// <summary>The score of a way to divide the rows; null when it was not measured.</summary>
    public FloorScore? Of(string split) => Scores.FirstOrDefault(score => score.Split == split);

    /// <summary>The metric on random splits less that on splits by similarity; NaN where there is no such split.</summary>
    [JsonIgnore]
    public double Fall => Of("random")!.Metrics[Metric].Value - (Of("similarity")?.Metrics[Metric].Value ?? double.NaN);

    /// <summary>Fits and judges the baseline.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="clusterOf">The cluster of relatives that each row belongs to.</param>
    /// <param name="splits">How many random splits, and how many by similarity.</param>
    /// <param name="seed">The seed of the first of them; the next ones follow.</param>
    /// <param name="told">Is told after each fit how many there have been.</param>
    /// <param name="stop">Ends the work.</param>
    public static KmerFloor In(AuditedData data, IReadOnlyList<int> clusterOf, int splits, ulong seed, Action<int> told,
        CancellationToken stop)
    {
        string[] labels = BalancedLabels.Of(data.Samples, data.Task.Kind);
        var shares = new PartShares(("train", 0.7), ("dev", 0.1), ("test", 0.2));
        int fits = 0;
        List<FloorScore> scores = [];
        if (data.Parts.Count > 1)
            scores.Add(Summed("given", [Judge(data.Parts[0].Rows, data.Parts.Count > 2 ? data.Parts[1].Rows : [], data.Parts[^1].Rows, seed)]));
        scores.Add(Drawn("random", each => RandomSplit.Stratified(labels, shares, each)));
        if (GroupSplit.Of(clusterOf, labels, shares, seed).Counts.All(count => count > 1))
            scores.Add(Drawn("similarity", each => GroupSplit.Of(clusterOf, labels, shares, each)));

        var found = new KmerFloor
        {
            Severity = Severity.Fine, Sentence = "", Brief = "", Metric = HeadlineMetrics(data.Task.Kind)[0].Name, Scores = scores,
        };
        return found with
        {
            Severity = found.Fall >= Much ? Severity.Warning : found.Fall < Some ? Severity.Fine : Severity.Note,
            Sentence = $"k-mers with a linear model reach {Evaluation.Metrics.Metric.Named(found.Metric).Title} "
                + string.Join(", ", scores.Select(score => $"{ReportText.Value(score.Metrics[found.Metric])} on {SplitWords(score.Split)}"))
                + (double.IsNaN(found.Fall) ? $"; {Undivided}" : ""),
            Brief = found.Fall < Some ? "" : double.IsNaN(found.Fall) ? Undivided
                : $"the k-mer floor falls by {ReportText.Short(found.Fall)} when relatives stay together",
        };

        FloorScore Drawn(string name, Func<ulong, Split> draw) => Summed(name, [.. Enumerable.Range(0, splits).Select(i =>
        {
            var split = draw(seed + (ulong)i);
            return Judge(split.Rows(0), split.Rows(1), split.Rows(2), seed + (ulong)i);
        })]);

        Judged Judge(
            IEnumerable<int> train, IEnumerable<int> dev, IEnumerable<int> test, ulong each)
        {
            stop.ThrowIfCancellationRequested();
            int[] fitted = [.. train], chosen = [.. dev], judged = [.. test];
            var baseline = KmerBaseline.Train(data.BaselineRows(fitted), chosen.Length == 0 ? null : data.BaselineRows(chosen), data.Alphabet, each);
            var predictions = data.Judge(baseline.Predict(judged.Select(row => data.Bases[row])), judged);
            told(++fits);
            return new Judged(fitted.Length, judged.Length, Unseen(data, fitted, judged), Bootstrap.Estimate(predictions, each));
        }

        FloorScore Summed(string name, Judged[] judged)
        {
            string[] metrics = [.. HeadlineMetrics(data.Task.Kind).Select(metric => metric.Name)];
            return new FloorScore(name, (int)judged.Average(one => one.Train), (int)judged.Average(one => one.Test),
                judged.Average(one => one.Unseen),
                metrics.ToDictionary(metric => metric, metric => new Estimate(judged.Average(one => one.Metrics[metric].Value),
                    judged.Average(one => one.Metrics[metric].Lower), judged.Average(one => one.Metrics[metric].Upper))),
                metrics.ToDictionary(metric => metric,
                    metric => (IReadOnlyList<double>)[.. judged.Select(one => one.Metrics[metric].Value)]));
        }
    }

    private static double Unseen(AuditedData data, int[] fitted, int[] judged)
    {
        if (!data.HasClasses)
            return 0;
        var seen = fitted.Select(data.ClassOf).ToHashSet();
        return Share(judged.Count(row => !seen.Contains(data.ClassOf(row))), judged.Length);
    }

    private sealed record Judged(int Train, int Test, double Unseen, IReadOnlyDictionary<string, Estimate> Metrics);

    /// <summary>The metrics that the floor is told in, the one that verdicts go by first.</summary>
    private static Metric[] HeadlineMetrics(TaskKind kind) => kind switch
    {
        TaskKind.MultiClass => [Evaluation.Metrics.Metric.Mcc, Evaluation.Metrics.Metric.RocAuc],
        TaskKind.MultiLabel => [Evaluation.Metrics.Metric.MacroF1, Evaluation.Metrics.Metric.RocAuc],
        _ => [Evaluation.Metrics.Metric.Spearman, Evaluation.Metrics.Metric.Pearson],
    };

    /// <summary>A way to divide rows in words.</summary>
    internal static string SplitWords(string split) => split switch
    {
        "given" => "the split as it is",
        "random" => "random splits",
        _ => "splits by similarity",
    };
}

using Cistron.Data.Audit;
using Cistron.Data.Audit.Findings;
using Cistron.Data.Verbs;
using Cistron.Runs.Plots;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Reports;

/// <summary>The pictures of an audit.</summary>
/// <param name="data">The rows.</param>
/// <param name="result">What was found.</param>
internal sealed class AuditCharts(AuditedData data, AuditResult result)
{
    private const int LengthBins = 25;
    private const int GcBins = 10;
    private const int MostClasses = 4;

    /// <summary>Whether any row repeats another or is similar to one of an earlier part.</summary>
    public bool HasCopies => Copies().Groups.Count > 0;

    /// <summary>Whether there were rows enough to judge trivial features.</summary>
    public bool HasShortcuts => result.Shortcuts.Features.Count > 0;

    /// <summary>Whether rows differ in length.</summary>
    public bool HasLengths => result.Lengths.Unusual > 0;

    /// <summary>The share of each part's rows that are repeated, and how; groups without any are left out.</summary>
    public ComparisonChart Copies()
    {
        List<ComparisonGroup> groups = [];
        foreach (Repeats repeats in result.Duplicates.Across)
        {
            Relatives near = result.NearDuplicates.Across.Single(one => (one.Part, one.Of) == (repeats.Part, repeats.Of));
            groups.Add(new ComparisonGroup($"{repeats.Part} in {repeats.Of}",
                [.. Shares(repeats), new Estimate("similar", 100 * near.Share)]));
        }
        groups.AddRange(result.Duplicates.Within.Select(repeats =>
            new ComparisonGroup($"within {repeats.Part}", [.. Shares(repeats)])));
        return new ComparisonChart("Rows that repeat others", new Axis("share of the rows", "%") { Minimum = 0 },
            [.. groups.Where(group => group.Estimates.Any(estimate => estimate.Value > 0))]);

        IEnumerable<Estimate> Shares(Repeats repeats)
        {
            yield return new Estimate("equal", 100 * Finding.Share(repeats.SameStrand, repeats.Rows));
            if (result.Strands == ComparedStrands.Both)
                yield return new Estimate("reverse complement", 100 * Finding.Share(repeats.OtherStrand, repeats.Rows));
        }
    }

    /// <summary>How many rows are in clusters of which size; each bin holds twice the sizes of the one before.</summary>
    public Histogram ClusterSizes()
    {
        List<double> edges = [0.7, 1.5];
        while (edges[^1] < result.NearDuplicates.Sizes[^1].Size)
            edges.Add(2 * edges[^1] - 0.5);
        double[] rows = new double[edges.Count - 1];
        foreach (var (size, clusters) in result.NearDuplicates.Sizes)
            rows[edges.FindLastIndex(edge => edge < size)] += (double)size * clusters;
        return new Histogram("Rows by the size of their cluster",
            new Axis("rows of a cluster") { Scale = AxisScale.Log }, edges, new HistogramSeries("rows", rows))
        {
            Counts = new Axis("rows"),
        };
    }

    /// <summary>What each trivial feature says, with its interval.</summary>
    public ComparisonChart Shortcuts()
    {
        bool isRegression = data.Task.Kind == TaskKind.Regression;
        return new ComparisonChart("What trivial features say",
            new Axis(isRegression ? "Spearman" : data.Task.Labels.Count > 2 ? "ROC-AUC, one against the rest" : "ROC-AUC")
            {
                Minimum = isRegression ? null : 0.4,
                Maximum = 1,
            },
            new ComparisonGroup("", [.. result.Shortcuts.Features.Select(one =>
                new Estimate(one.Feature, one.Estimate.Value, one.Estimate.Lower, one.Estimate.Upper))]))
        {
            References = [new Reference(isRegression ? 0 : 0.5, "chance")],
        };
    }

    /// <summary>Lengths by class, or by part where rows have no classes.</summary>
    public Histogram Lengths() => ByClass("Lengths", new Axis("bases"), LengthBins, bases => bases.Length);

    /// <summary>GC content by class, or by part where rows have no classes.</summary>
    public Histogram Gc() => ByClass("GC content", new Axis("share of G and C", "%"), GcBins, bases => 100 * Audit.Findings.Shortcuts.Gc(bases));

    /// <summary>The k-mer baseline under each way to divide the rows, with the single splits as small dots.</summary>
    public static ComparisonChart Floor(KmerFloor floor) => new("The k-mer floor", new Axis("higher is better"),
        [.. floor.Scores[0].Metrics.Keys.Select(metric => new ComparisonGroup(Evaluation.Metrics.Metric.Named(metric).Title,
            [.. floor.Scores.Select(score => new Estimate(KmerFloor.SplitWords(score.Split), score.Metrics[metric].Value,
                score.Metrics[metric].Lower, score.Metrics[metric].Upper)
            {
                Seeds = score.Values[metric].Count > 1 ? score.Values[metric] : [],
            })]))]);

    /// <summary>How much of the test rows stands in the corpus.</summary>
    public static Histogram Corpus(CorpusCopies corpus) => new("Test rows in the corpus",
        new Axis("k-mers of a row found", "%"),
        [.. Enumerable.Range(0, corpus.RowsByShare.Count + 1).Select(edge => 100.0 * edge / corpus.RowsByShare.Count)],
        new HistogramSeries("rows", [.. corpus.RowsByShare.Select(count => (double)count)]))
    {
        Counts = new Axis("rows"),
    };

    // Shares of each class, so that a rare class is seen beside a common one.
    private Histogram ByClass(string title, Axis axis, int bins, Func<byte[], double> number)
    {
        var counted = Histogram.Of(title, axis, bins, [.. Groups().Select(group =>
            (group.Name, (IReadOnlyList<double>)[.. group.Rows.Select(row => number(data.Bases[row]))]))]);
        return counted with
        {
            Counts = new Axis("share of the rows", "%"),
            Series = [.. counted.Series.Select(series => new HistogramSeries(
                series.Name, [.. series.Counts.Select(count => 100 * Finding.Share(count, series.Counts.Sum()))]))],
        };
    }

    private IEnumerable<(string Name, IEnumerable<int> Rows)> Groups()
    {
        if (!data.HasClasses)
            return data.Parts.Select(part => (part.Name, part.Rows));
        var byClass = data.RowsByClass(Enumerable.Range(0, data.Count)).Index()
            .Where(one => one.Item.Length > 0).OrderByDescending(one => one.Item.Length).ToArray();
        var shown = byClass.Take(byClass.Length <= MostClasses + 1 ? MostClasses + 1 : MostClasses)
            .Select(one => ($"class {data.Task.Labels[one.Index]}", (IEnumerable<int>)one.Item));
        var rest = byClass.Skip(MostClasses).SelectMany(one => one.Item);
        return byClass.Length <= MostClasses + 1 ? shown : shown.Append(("other classes", rest));
    }
}

using Cistron.Data.Reports;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Sequences.Coordinates;
using Cistron.Training.GenomeScans;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>The page of a scan.</summary>
/// <param name="recipe">What was asked for.</param>
/// <param name="result">What came out.</param>
/// <param name="shown">A stretch of the genome that is shown in full.</param>
/// <param name="places">The places in it, on all scanned strands.</param>
/// <param name="starts">The annotation; null without one.</param>
public sealed class ScanReport(
    ScanRecipe recipe, ScanResult result, Interval shown, IReadOnlyList<ScannedPlace> places, FeatureStarts? starts)
{
    private const int MostMarkers = 12;

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Scan: {RunFacts.NameOf(recipe.Output)}",
        [
            new ReportSection("Along the genome", [.. Along()]),
            .. result.Annotation is { } comparison ? new[] { new ReportSection("Beside the annotation", [.. Beside(comparison)]) } : [],
            new ReportSection("All probabilities", [Distribution()]),
            new ReportSection("Best calls", [BestCalls()]),
            new ReportSection("What was done", Facts()),
            new ReportSection("What the numbers do and do not show", [.. Limits().Select(text => new Paragraph(text))]),
        ])
    {
        Lead = $"The probability of `{result.Class}` along {ReportText.Count(result.Bases)} bases of `{recipe.Genome}`, from the model in "
            + $"`{recipe.Model}`. {Sentence()}",
        Summary = [new KeyNumbers([.. KeyNumbers()])],
        Footer = $"Cistron {result.Cistron}. The probabilities are in `forward.bedgraph`"
            + (recipe.Strands == ScannedStrands.Both ? " and `reverse.bedgraph`" : "")
            + ", the calls in `calls.bed`, the numbers of this page in `scan.json`.",
    };

    private string Sentence() => result.Annotation is { Agreement: var agreement }
        ? $"At the threshold {result.Threshold}, {ReportText.Count(agreement.FoundFeatures)} of "
            + $"{ReportText.Count(agreement.Features)} annotated starts are found, and {ReportText.Count(agreement.RightCalls)} of "
            + $"{ReportText.Count(agreement.Calls)} calls are right."
        : $"At the threshold {result.Threshold} there are {ReportText.Count(result.Calls)} calls.";

    private IEnumerable<KeyNumber> KeyNumbers()
    {
        yield return new KeyNumber(ReportText.Count(result.Calls), "calls",
            result.Calls == 0 ? "" : $"one in {ReportText.Count(ScannedBases / result.Calls)} bases of the scanned strands");
        if (result.Annotation is { } comparison)
        {
            yield return new KeyNumber(ReportText.Percent(comparison.Agreement.Recall), "recall",
                $"of {ReportText.Count(comparison.Agreement.Features)} annotated starts");
            yield return new KeyNumber(ReportText.Percent(comparison.Agreement.Precision), "precision", "of the calls");
            StartAgreement best = comparison.ByThreshold.MaxBy(agreement => agreement.F1)!;
            yield return new KeyNumber(ReportText.Number(best.F1), "best F1", $"at the threshold {best.Threshold}");
        }
        yield return new KeyNumber(ReportText.Count(result.BasesPerSecond), "bases per second",
            $"{ReportText.Count(result.Windows)} windows in {ReportText.Duration(result.Seconds)}");
    }

    private double ScannedBases => (double)result.Bases * result.Probabilities.Count;

    private IEnumerable<ReportBlock> Along()
    {
        yield return new Figures([.. recipe.ReadStrands.Select(strand => new Figure(Along(strand).Draw(), Caption(strand)))]);
    }

    private LineChart Along(Strand strand) => new(
        $"P({result.Class}) on the {RunFacts.Word(strand)} strand", new Axis($"place in {shown.Sequence}", "bases"),
        new Axis("probability") { Minimum = 0, Maximum = 1 },
        new Line(RunFacts.Word(strand), [.. WithGaps(places.Where(place => place.Cell.Strand == strand))]))
    {
        Width = 960,
        References = [new Reference(result.Threshold, $"threshold {result.Threshold}")],
        Markers = [.. Markers(strand).Take(MostMarkers).Select(start => new Reference(start.Base, start.Name))],
    };

    // A place without a value breaks the line.
    private static IEnumerable<Point> WithGaps(IEnumerable<ScannedPlace> places)
    {
        long? end = null;
        foreach (ScannedPlace place in places)
        {
            if (end is { } last && last != place.Cell.Start)
                yield return new Point(last, double.NaN);
            yield return new Point(place.Base, place.Probability);
            end = place.Cell.End;
        }
    }

    private FeatureStart[] Markers(Strand strand)
    {
        if (starts is null)
            return [];
        (int first, int end) = starts.Between(shown.Sequence, strand, shown.Start, shown.End - 1);
        return [.. starts.On(shown.Sequence, strand).Take(first..end)];
    }

    private string Caption(Strand strand)
    {
        string text = $"The probability in {shown.Sequence}, bases {ReportText.Count(shown.Start)} to {ReportText.Count(shown.End)}, read on the "
            + $"{RunFacts.Word(strand)} strand.";
        int markers = Markers(strand).Length;
        return starts is null ? text
            : markers == 0 ? $"{text} The annotation has no start on this strand here."
            : $"{text} Dashed upright lines are annotated starts on this strand"
                + (markers > MostMarkers ? $", the first {MostMarkers} of {markers}." : ".");
    }

    private IEnumerable<ReportBlock> Beside(AnnotationComparison comparison)
    {
        List<Line> profile = [Profile("same strand", comparison.OnStrand)];
        if (comparison.OnOppositeStrand.Any(point => point.Places > 0))
            profile.Add(Profile("other strand", comparison.OnOppositeStrand));
        var around = new LineChart($"P({result.Class}) around annotated starts", new Axis("bases from the start"),
            new Axis("mean probability") { Minimum = 0 }, profile) { Markers = [new Reference(0, "start")] };
        var thresholds = new LineChart("Precision and recall", new Axis("threshold"), new Axis("share") { Minimum = 0, Maximum = 1 },
            new Line("precision", [.. comparison.ByThreshold.Select(at => new Point(at.Threshold, at.Precision))]),
            new Line("recall", [.. comparison.ByThreshold.Select(at => new Point(at.Threshold, at.Recall))]))
        {
            Markers = [new Reference(result.Threshold, "this scan")],
        };
        yield return new Figures(
            new Figure(around.Draw(), $"The mean over {ReportText.Count(comparison.Features)} starts, with its 95 % interval; upstream of the "
                + "feature is left."),
            new Figure(thresholds.Draw(), $"A call is right when its peak lies at most {ReportText.Count(recipe.Tolerance)} bases from a start on "
                + "its strand; a start is found when such a call is there."));
        yield return new Table("Calls beside the annotation, by threshold",
            [Column.Numbers("threshold"), Column.Numbers("calls"), Column.Numbers("right"), Column.Numbers("precision"),
                Column.Numbers("starts found"), Column.Numbers("recall"), Column.Numbers("F1")],
            [.. comparison.ByThreshold.Select(at => (string[])[$"{at.Threshold}", ReportText.Count(at.Calls), ReportText.Count(at.RightCalls),
                ReportText.Number(at.Precision), ReportText.Count(at.FoundFeatures), ReportText.Number(at.Recall), ReportText.Number(at.F1)])]);
    }

    private static Line Profile(string name, IReadOnlyList<ProfilePoint> points) =>
        new(name, [.. points.Select(point => new Point(point.Offset, point.Mean.Value, point.Mean.Lower, point.Mean.Upper))]);

    private Figures Distribution()
    {
        double[] edges = [.. Enumerable.Range(0, ScanTally.Bins + 1).Select(i => (double)i / ScanTally.Bins)];
        var histogram = new Histogram("Windows by probability", new Axis("probability"), edges,
            [.. result.Probabilities.Select(pair => new HistogramSeries(pair.Key, [.. pair.Value.Select(count => (double)count)]))])
        {
            Counts = new Axis("windows") { Scale = AxisScale.Log },
            Markers = [new Reference(result.Threshold, "threshold")],
            Width = 960,
        };
        return new Figures(new Figure(histogram.Draw(), "How many windows have which probability, on a logarithmic scale."));
    }

    private Table BestCalls() => new(
        result.Calls > result.BestCalls.Count
            ? $"The {result.BestCalls.Count} calls with the highest peaks, of {ReportText.Count(result.Calls)}"
            : $"All {ReportText.Count(result.Calls)} calls",
        [Column.Words("place, 0-based half-open"), Column.Numbers("bases"), Column.Numbers("peak"), Column.Numbers("probability")],
        [.. result.BestCalls.Select(call => (string[])[$"{call.Place}", ReportText.Count(call.Place.Length), ReportText.Count(call.Peak.Base),
            $"{call.Peak.Probability:0.0000}"])]);

    private DefinitionList Facts() => new([
        ("model", $"`{recipe.Model}`"),
        ("class", $"`{result.Class}`"),
        ("genome", $"`{recipe.Genome}`: {ReportText.Count(result.Sequences)} sequences, {ReportText.Count(result.Bases)} bases"
            + (result.ShortSequences > 0 ? $"; {ReportText.Count(result.ShortSequences)} are shorter than a window and have no value" : "")),
        ("windows", $"{ReportText.Count(result.Grid.WindowBases)} bases, one every {ReportText.Count(result.Grid.StepBases)}; the value is that of "
            + $"the step around base {ReportText.Count(result.Grid.Origin)} of the window, counted from 0"),
        ("without a value", $"{ReportText.Count(result.AmbiguousWindows)} windows with more than {ReportText.Percent(recipe.MaxAmbiguousShare)} "
            + "ambiguous letters"),
        ("calls", $"steps side by side with a probability of at least {recipe.Threshold}, "
            + $"{ReportText.Count(result.CalledBases)} bases in all"),
        .. result.Annotation is { } comparison
            ? new[] { ("annotation", $"`{recipe.Annotation}`: {ReportText.Count(comparison.Features)} starts, tolerance "
                + $"{ReportText.Count(recipe.Tolerance)} bases") }
            : [],
    ]);

    private IEnumerable<string> Limits()
    {
        yield return "A genome has far more places without the class than with it, and a model that was trained on balanced rows has not seen "
            + "most of them. Its probabilities hold for rows like those, and even a small share of wrong answers becomes many wrong calls.";
        if (result.Grid.StepBases > 1)
            yield return "Places between the windows were not looked at. A model whose answer hangs on a place to the base, as `./cistron interpret "
                + "perturbation` shows, needs `step_bases=1`.";
        if (result.Annotation is null)
        {
            yield return "Without an annotation it stays open how many of the calls are right; `annotation=FILE` compares them.";
            yield break;
        }
        yield return "Where the model was trained on parts of this genome, the recall there flatters it. An annotation is no truth: a call that "
            + "it does not have may be a start that it lacks, and calls of a neighbouring strand or gene count as wrong.";
    }
}

using Cistron.Data.Reports;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>The page of what a shift does to the vectors of sequences.</summary>
/// <param name="recipe">What was asked for.</param>
/// <param name="result">What came out.</param>
/// <param name="distances">The distance of each version of each sequence.</param>
/// <param name="places">Their places by principal components: all versions of the first sequence, then of the second …</param>
internal sealed class FramesReport(
    FramesRecipe recipe, FramesResult result, FrameDistances distances, IReadOnlyList<(double X, double Y)> places)
{
    // As many as have a colour of their own.
    private const int MostDrawn = 5;
    private const string Mean = "mean";

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Reading frames: {RunFacts.NameOf(recipe.Output)}",
        new ReportSection("By shift", new Figures(new Figure(ByShift().Draw(), "The distance of a sequence without its first bases from the whole one: "
            + "the mean over sequences with its 95 % interval, and each sequence faintly behind it. Dashed, the mean distance of two sequences."))),
        new ReportSection("By frame", Frames(), Numbers()),
        new ReportSection("What was done", Facts()),
        new ReportSection("What the distances do and do not show", [.. Limits().Select(text => new Paragraph(text))]))
    {
        Lead = $"How far the vectors that the model in `{recipe.Model}` gives to {ReportText.Count(result.Sequences.Count)} sequences move when up to "
            + $"{ReportText.Count(Shifts - 1)} of their first bases are taken away.",
        Summary =
        [
            new KeyNumbers(new KeyNumber(ReportText.Percent(result.Share.Value), "moved, of the distance between sequences",
                $"{ReportText.Percent(result.Share.Lower)} to {ReportText.Percent(result.Share.Upper)}")),
        ],
        Footer = $"Cistron {result.Cistron}. Each version has a row in `{FrameShifting.TableFile}`; the numbers are in `{FrameShifting.ManifestFile}`.",
    };

    private int Shifts => result.ByShift.Count;

    private LineChart ByShift() => new("Distance from the whole sequence", new Axis("bases taken away") { SmallestStep = 1 },
        new Axis("distance") { Minimum = 0 },
        new Line(Mean, [.. result.ByShift.Select(shift =>
            new Point(shift.Shift, shift.Distance.Value, shift.Distance.Lower, shift.Distance.Upper))]))
    {
        Traces = [.. Enumerable.Range(0, result.Sequences.Count).Select(sequence => new Line(Mean,
            [.. Enumerable.Range(0, Shifts).Select(shift => new Point(shift, distances.FromWhole(sequence, shift)))]))],
        References = [new Reference(result.OtherSequences.Value, "between sequences")],
        Width = 960,
    };

    private Figures Frames() => new(
        new Figure(Map().Draw(), "The first two principal components of all versions"
            + (result.Sequences.Count > MostDrawn ? $"; drawn are the first {MostDrawn} sequences" : "")
            + ". Round: 0, 3, 6 … bases taken away; square: 1, 4, 7 …; triangle: 2, 5, 8 …. A whole sequence has a 0 beside it."),
        new Figure(ByFrame().Draw(), "The mean distance of two versions of one sequence in the same frame, as after 3 bases, and in others, over sequences, with "
            + "its 95 % interval."));

    private ScatterChart Map() => new("PCA of sequences without their first bases",
        new Axis($"PCA 1, {ReportText.Percent(result.FirstShare)} of the variance"), new Axis($"PCA 2, {ReportText.Percent(result.SecondShare)} of the variance"),
        [.. result.Sequences.Take(MostDrawn).Select((id, sequence) => new ScatterGroup(id, [.. Enumerable.Range(0, Shifts).Select(shift =>
            new ScatterPoint(places[sequence * Shifts + shift].X, places[sequence * Shifts + shift].Y, shift == 0 ? "0" : "")
            {
                Mark = (PointMark)(shift % 3),
            })]))]);

    private ComparisonChart ByFrame() => new("Distance by frame", new Axis("distance") { Minimum = 0 },
        new ComparisonGroup("", [.. result.ByFrame.Select(frame => new Estimate(frame.Frame, frame.Distance.Value, frame.Distance.Lower, frame.Distance.Upper))]))
    {
        References = [new Reference(result.OtherSequences.Value, "between sequences")],
    };

    private Table Numbers() => new("Distances", [Column.Words("vectors"), Column.Numbers("distance"), Column.Numbers("95 % interval")],
    [
        .. result.ByFrame.Select(frame => Row($"of one sequence, {frame.Frame}", frame.Distance)),
        Row("of two sequences", result.OtherSequences),
    ]);

    private static string[] Row(string name, Evaluation.Metrics.Estimate distance) => [name, ReportText.Number(distance.Value), ReportText.Interval(distance)];

    private DefinitionList Facts() => new(
        ("model", $"`{recipe.Model}`"),
        ("tokenizer", result.Tokenizer),
        ("sequences", $"{ReportText.Count(result.Sequences.Count)} of `{recipe.Input}`, " + (recipe.Ids.Count > 0 ? "by name" : $"drawn with the seed {recipe.Seed}")
            + (result.TooShort > 0 ? $"; {ReportText.Count(result.TooShort)} have fewer than {ReportText.Count(2 * Shifts)} bases and are left out" : "")),
        ("long", result.LongSequences == 0 ? "none beyond the context" : $"{ReportText.Count(result.LongSequences)} beyond the context, {RunFacts.Word(recipe.Long!.Value)}"),
        ("vectors", $"{ReportText.Count(result.Dimensions)} numbers, pooling {RunFacts.Word(recipe.Pooling)}"),
        ("distance", "Euclidean, among all numbers"));

    private IEnumerable<string> Limits()
    {
        yield return "A model that reads bases k at a time sees other tokens, or other bases under its kernels, in each frame, and the same ones again after k bases. "
            + "Where the line falls back at every k, its vectors hold the frame that a sequence happens to begin in beside what the sequence is.";
        yield return "A version also lacks the bases that were taken away, so that distances grow with the shift, most of all for short sequences.";
        if (result.LongSequences > 0)
            yield return "Of a sequence beyond the context a shift also changes which bases are seen at the end, or where its windows begin.";
    }
}

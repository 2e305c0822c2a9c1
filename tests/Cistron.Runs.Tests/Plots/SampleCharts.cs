using Cistron.Runs.Plots;

namespace Cistron.Runs.Tests.Plots;

/// <summary>One chart of each kind, small enough to read its SVG, with given labels and numbers.</summary>
internal static class SampleCharts
{
    public static IReadOnlyDictionary<string, Chart> Plain => All("", 0);

    /// <summary>
    /// Every label begins with <paramref name="label"/>; every number is raised by <paramref name="shift"/>.
    /// </summary>
    public static IReadOnlyDictionary<string, Chart> All(string label, double shift)
    {
        double N(double value) => value + shift;
        string L(string text) => label + text;
        Line line = new(L("validation"),
            new Point(0, N(2)), new Point(10, N(1.8), N(1.7), N(1.9)), new Point(20, N(1.75), N(1.7), N(1.8)));
        Line schedule = new(L("schedule"), new Point(1, N(1e-5)), new Point(100, N(1e-3)), new Point(1000, N(1e-4)));
        Line scratch = new(L("from scratch"), new Point(0, N(2.2)), new Point(20, N(1.9)));
        Line curve = new(L("model"), new Point(0, N(0)), new Point(0.1, N(0.7)), new Point(1, N(1)))
        {
            Note = L("AUC 0.85"),
        };
        return new Dictionary<string, Chart>
        {
            ["line"] = new LineChart(L("Loss"), new(L("step")), new(L("loss"), L("bits per base")), line)
            {
                References = [new(N(2), L("uniform 2.00 bits"))],
                Markers = [new(N(15), L("best"))],
            },
            ["line-log"] = new LineChart(L("Schedule"),
                new(L("step")) { Scale = AxisScale.Log }, new(L("rate")) { Scale = AxisScale.Log }, schedule),
            ["line-traces"] = new LineChart(L("Validation"), new(L("step")), new(L("loss")), line, scratch)
            {
                Traces =
                [
                    line with { Points = [new(0, N(1.95)), new(10, N(1.7)), new(20, N(1.7))] },
                    line with { Points = [new(0, N(2.05)), new(10, N(1.9)), new(20, N(1.8))] },
                    scratch with { Points = [new(0, N(2.1)), new(10, N(2)), new(20, N(1.85))] },
                ],
            },
            ["comparison"] = new ComparisonChart(L("Test MCC"), new(L("MCC")), new ComparisonGroup(
                L("gene starts"),
                new Estimate(L("baseline"), N(0.6), N(0.55), N(0.64)),
                new Estimate(L("pre-trained"), N(0.74), N(0.7), N(0.77)) { Seeds = [N(0.72), N(0.74), N(0.76)] }))
            {
                References = [new(N(0.5), L("published"))],
            },
            ["comparison-quoted"] = new ComparisonChart(L("Two tasks"), new(L("MCC")),
                new ComparisonGroup(L("gene starts"), new Estimate(L("model"), N(0.74), N(0.7), N(0.77)),
                    new Estimate(L("published"), N(0.95)) { IsQuoted = true }),
                new ComparisonGroup(L("promoters"), new Estimate(L("model"), N(0.6), N(0.5), N(0.7)))),
            ["roc"] = CurveChart.Roc(L("ROC"), curve),
            ["precision-recall"] = CurveChart.PrecisionRecall(L("Precision and recall"), N(0.25), curve),
            ["confusion"] = new ConfusionChart(
                L("Errors"), [L("other"), L("start")], new long[,] { { 90, 10 }, { 5, 45 } }),
            ["calibration"] = new CalibrationChart(L("Calibration"),
                new CalibrationBin(0, 0.5, 40, N(0.2), N(0.15), N(0.07), N(0.29)),
                new CalibrationBin(0.5, 1, 60, N(0.8), N(0.7), N(0.57), N(0.8)))
            {
                Notes = [(L("Brier score"), L("0.12"))],
            },
            ["histogram"] = new Histogram(L("Scores"), new(L("score")), [0, N(0.5), 1],
                new HistogramSeries(L("other"), N(30), 10), new HistogramSeries(L("start"), 5, N(15)))
            {
                Markers = [new(N(0.5), L("threshold"))],
            },
            ["scatter"] = new ScatterChart(L("Tokens"), new(L("component 1")), new(L("component 2")),
                new ScatterGroup(L("A first"), new ScatterPoint(N(0), N(1), L("AC")), new ScatterPoint(N(0.5), N(0.2), L("AG"))),
                new ScatterGroup(L("C first"), new ScatterPoint(N(1), N(0), L("CC")))),
            ["scatter-marks"] = new ScatterChart(L("Versions"), new(L("component 1")), new(L("component 2")),
                [.. Enumerable.Range(0, 2).Select(group => new ScatterGroup(L($"sequence {group}"),
                    [.. Enumerable.Range(0, 6).Select(i => new ScatterPoint(N(i), N(group + 0.1 * i), i == 0 ? L("0") : "") { Mark = (PointMark)(i % 3) })]))]),
            ["scatter-ordered"] = new ScatterChart(L("Tokens"), new(L("component 1")), new(L("component 2")),
                [.. Enumerable.Range(0, 3).Select(group => new ScatterGroup(L($"{50 * group} %"),
                    [.. Enumerable.Range(0, 200).Select(i => new ScatterPoint(N(i % 20 + 20 * group), N(i / 20), L("AC")))]))])
            {
                Colours = GroupColours.Ordered,
            },
            ["sequence"] = new SequenceStrip(
                L("Highest scores"),
                new StripRow(L("thrA"), label + "ACGTNACGTA", L("0.998"))
                {
                    Highlights = [new(2, 5, L("start codon")), new(-5, 900, L("all"))],
                }),
            ["logo"] = new SequenceLogo(L("Motif"), new(L("information"), L("bits")),
                [new('T', N(1.5)), new('C', N(0.2))], [new('G', N(2))], [new('A', N(0.6)), new('N', N(0.3))], [new('U', -N(0.5))])
            {
                FirstPosition = 8,
            },
            ["substitutions"] = new SubstitutionMap(L("Substitutions"), new(L("log2 odds ratio")), "ACN", "ACGT",
                new double[,] { { double.NaN, N(1), 0 }, { N(-2), double.NaN, 0 }, { N(0.5), N(-0.1), double.NaN }, { 0, N(2), N(1) } })
            {
                FirstPosition = 9,
            },
            ["pairs"] = new PairMap(L("Pairs"), new(L("asking")), new(L("asked")), new(L("weight")),
                new double[,] { { N(1), N(1), 0 }, { N(2), double.NaN, N(0.5) }, { 0, N(-1), N(4) } })
            {
                FirstPlace = 9,
                CellSize = 2,
                Mark = new(N(1), L("even")),
            },
        };
    }

    /// <summary>One chart of each kind that was given nothing.</summary>
    public static IReadOnlyList<Chart> Empty { get; } =
    [
        new LineChart("", new(""), new("")),
        new LineChart("", new(""), new("") { Scale = AxisScale.Log }, new Line("", new Point(1, -1)), new Line("")),
        new ComparisonChart("", new("")),
        new ComparisonChart("", new(""), new ComparisonGroup(""), new ComparisonGroup("")),
        CurveChart.Roc(""),
        CurveChart.PrecisionRecall("", double.NaN, new Line("")),
        new ConfusionChart("", [], new long[0, 0]),
        new CalibrationChart(""),
        new Histogram("", new(""), []),
        new Histogram("", new(""), [1], new HistogramSeries("")),
        Histogram.Of("", new(""), 0, ("", [])),
        new ScatterChart("", new(""), new("")),
        new ScatterChart("", new("") { Scale = AxisScale.Log }, new(""), new ScatterGroup("", new ScatterPoint(-1, 0))),
        new SequenceStrip(""),
        new SequenceLogo("", new("")),
        new SubstitutionMap("", new(""), "", "", new double[0, 0]),
        new SubstitutionMap("", new(""), "A", "C", new double[,] { { double.NaN } }),
        new SequenceLogo("", new(""), [], [new('A', double.NaN)]),
        new PairMap("", new(""), new(""), new(""), new double[0, 0]),
        new PairMap("", new(""), new(""), new(""), new double[,] { { double.NaN } }) { Mark = new(1, "") },
    ];
}

using System.Text;
using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Plots;

/// <summary>How many values fall between each two neighbouring edges.</summary>
public sealed record HistogramSeries(string Name, params IReadOnlyList<double> Counts);

/// <summary>Distributions over common bins, drawn over each other as outlined areas.</summary>
/// <param name="Title">What the picture is about.</param>
/// <param name="Values">What the values measure.</param>
/// <param name="Edges">The n + 1 edges of n bins, rising.</param>
/// <param name="Series">One or more distributions, each with n counts; a missing count is zero.</param>
public sealed record Histogram(
    string Title, Axis Values, IReadOnlyList<double> Edges, params IReadOnlyList<HistogramSeries> Series) : Chart(Title)
{
    private const int LeftTicks = 5;

    /// <summary>What the bars count; "count" by default.</summary>
    public Axis Counts { get; init; } = new("count");

    /// <summary>Values worth noting, such as a threshold.</summary>
    public IReadOnlyList<Reference> Markers { get; init; } = [];

    /// <summary>
    /// Counts values into about <paramref name="bins"/> bins whose edges are round numbers and which hold all finite
    /// values; the last bin holds its upper edge. Where values are multiples of one number, such as shares of letters in sequences of
    /// one length, every bin holds as many of its multiples: else some would stand out for having one more.
    /// </summary>
    public static Histogram Of(
        string title, Axis values, int bins, params IReadOnlyList<(string Name, IReadOnlyList<double> Values)> samples)
    {
        Scale scale = Scale.Over(values with { Scale = AxisScale.Linear, Minimum = null, Maximum = null },
            samples.SelectMany(sample => sample.Values));
        double step = Ticks.Step((scale.Maximum - scale.Minimum) / Math.Clamp(bins, 1, 1000)), offset = 0;
        if (Lattice.Of(samples.SelectMany(sample => sample.Values).Where(scale.Shows)) is { } lattice && !lattice.Divides(step))
            // Edges lie half way between multiples, so that rounding puts none into the bin beside its own.
            (step, offset) = (lattice.Gap * Math.Max(1, Math.Round(step / lattice.Gap)), lattice.Start - lattice.Gap / 2);
        double first = Math.Floor((scale.Minimum - offset) / step + 1e-9);
        int count = (int)Math.Max(1, Math.Ceiling((scale.Maximum - offset) / step - 1e-9) - first);
        double[] edges = [.. Enumerable.Range(0, count + 1).Select(i => offset + (first + i) * step)];
        return new(title, values, edges,
            [.. samples.Select(sample => new HistogramSeries(sample.Name, Count(sample.Values)))]);

        double[] Count(IReadOnlyList<double> sample)
        {
            double[] counts = new double[count];
            foreach (double value in sample.Where(scale.Shows))
                counts[(int)Math.Clamp(Math.Floor((value - offset) / step) - first, 0, count - 1)]++;
            return counts;
        }
    }

    internal override double DrawBelow(Markup svg, double top)
    {
        if (Series.Count > 1)
            top = Legend.DrawRows(svg, [.. Series.Select(series => series.Name)], top, Width);
        Scale x = Scale.Over(Values, [.. Edges, .. Markers.Select(marker => marker.Value)]);
        double[] floor = Counts.Scale == AxisScale.Log ? [] : [0.0];
        Scale y = Scale.Over(Counts, [.. Series.SelectMany(series => series.Counts), .. floor]);
        y = y.Rounded(Counts, LeftTicks);
        IReadOnlyList<Tick> ticks = Ticks.Of(y, LeftTicks);
        double frameTop = top + Axes.NameHeight, height = Math.Clamp(Width * 0.4, 150, 300);
        Frame frame = new(
            x with { Start = Axes.LeftWidth(ticks), End = Width - Axes.RightWidth(x with { End = Width }) },
            y with { Start = frameTop + height, End = frameTop });
        Axes.DrawLeft(svg, frame, Counts, ticks);
        Markup marks = new(), labels = new();
        for (int i = 0; i < Series.Count; i++)
            DrawSeries(marks, frame, Series[i], i);
        ReferenceMarks.DrawVertical(marks, labels, frame, Markers, new LabelSpace());
        frame.Clip(svg, marks);
        Axes.DrawBottom(svg, frame, Values);
        svg.AppendLine($"{labels}");
        if (!Series.Any(series => series.Counts.Take(Edges.Count - 1).Any(count => frame.Y.Shows(count) && count > 0)))
            frame.DrawNoData(svg);
        return frame.Bottom + Axes.BottomHeight;
    }

    internal override string Describe() => $"Histogram of {Values.Label} in {Math.Max(0, Edges.Count - 1)} bins. "
        + string.Join(" ", Series.Select(series =>
            $"{series.Name}: {NumberText.Count(series.Counts.Where(double.IsFinite).Sum())}."));

    private void DrawSeries(Markup marks, Frame frame, HistogramSeries series, int index)
    {
        StringBuilder outline = new();
        string floor = NumberText.Coordinate(frame.Bottom);
        for (int bin = 0; bin + 1 < Edges.Count; bin++)
        {
            if (!frame.X.Shows(Edges[bin]) || !frame.X.Shows(Edges[bin + 1]))
                continue;
            double count = bin < series.Counts.Count ? series.Counts[bin] : 0;
            if (outline.Length == 0)
                outline.Append('M').Append(NumberText.Coordinate(frame.X.At(Edges[bin]))).Append(',').Append(floor);
            outline.Append('V').Append(frame.Y.Shows(count) ? NumberText.Coordinate(frame.Y.At(count)) : floor)
                .Append('H').Append(NumberText.Coordinate(frame.X.At(Edges[bin + 1])));
        }
        if (outline.Length == 0)
            return;
        outline.Append('V').Append(floor);
        marks.AppendLine($"""
            <g class="{Palette.ClassOf(index)}"><path class="area" d="{outline.ToString()}Z"/>
            <path class="line" d="{outline.ToString()}"/></g>
            """);
    }
}

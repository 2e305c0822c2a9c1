using Cistron.Runs.Plots;
using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Tests.Plots;

public sealed class DownsampleTests
{
    [Fact]
    public void A_line_keeps_its_ends_its_extremes_and_its_order()
    {
        foreach (int count in new[] { 1001, 1003, 4096, 99_999 })
        {
            Point[] points = [.. Enumerable.Range(0, count).Select(i => new Point(i, Math.Sin(i * 0.37) * (i % 101)))];

            IReadOnlyList<Point> kept = Downsample.Line(points);

            Assert.InRange(kept.Count, 400, Downsample.MostPoints);
            Assert.Equal(points[0], kept[0]);
            Assert.Equal(points[^1], kept[^1]);
            Assert.Equal(points.Max(point => point.Y), kept.Max(point => point.Y));
            Assert.Equal(points.Min(point => point.Y), kept.Min(point => point.Y));
            Assert.Equal(kept.OrderBy(point => point.X), kept);
            Assert.Equal(kept.Count, kept.Distinct().Count());
        }
    }

    [Fact]
    public void A_short_line_is_left_alone()
    {
        Point[] points = [new(0, 1), new(1, double.NaN), new(2, 3)];

        Assert.Same(points, Downsample.Line(points));
        Assert.Same(points, Downsample.Band(points));
    }

    [Fact]
    public void A_long_gap_stays_a_gap_and_a_single_value_in_it_stays_too()
    {
        Point[] points = [.. Enumerable.Range(0, 10_000)
            .Select(i => new Point(i, i is < 2000 or > 6000 or 4000 ? 1 : double.NaN))];

        IReadOnlyList<Point> kept = Downsample.Line(points);

        Assert.Contains(kept, point => double.IsNaN(point.Y));
        Assert.Contains(kept, point => point.X == 4000);
    }

    [Fact]
    public void A_band_keeps_its_lowest_and_highest_edge()
    {
        Point[] points = [.. Enumerable.Range(0, 5000)
            .Select(i => new Point(i, 0, i == 1234 ? -9 : -1, i == 4321 ? 9 : 1))];

        IReadOnlyList<Point> kept = Downsample.Band(points);

        Assert.InRange(kept.Count, 2, Downsample.MostPoints);
        Assert.Equal(-9, kept.Min(point => point.Lower));
        Assert.Equal(9, kept.Max(point => point.Upper));
    }
}

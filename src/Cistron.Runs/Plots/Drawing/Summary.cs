namespace Cistron.Runs.Plots.Drawing;

/// <summary>Charts in words.</summary>
internal static class Summary
{
    /// <summary>Lines by their first, last, lowest and highest values.</summary>
    public static string Of(string kind, Axis x, Axis y, IEnumerable<Line> lines, IEnumerable<Reference> references) =>
        $"{kind} of {y.Label} against {x.Label}. "
        + string.Join(" ", lines.Select(OfLine).Concat(references.Select(r => $"Reference: {r.Label}.")));

    private static string OfLine(Line line)
    {
        Point[] points = [.. line.Points.Where(point => double.IsFinite(point.Y))];
        string note = line.Note.Length == 0 ? "" : $" ({line.Note})";
        return points.Length == 0
            ? $"{line.Name}{note}: no data."
            : $"{line.Name}{note}: from {NumberText.Short(points[0].Y)} at {NumberText.Short(points[0].X)} "
                + $"to {NumberText.Short(points[^1].Y)} at {NumberText.Short(points[^1].X)}, "
                + $"lowest {NumberText.Short(points.Min(p => p.Y))}, highest {NumberText.Short(points.Max(p => p.Y))}.";
    }
}

namespace Cistron.Runs.Plots.Drawing;

/// <summary>Dashed lines at reference values, with labels where they cover least of the data.</summary>
internal static class ReferenceMarks
{
    private const double Size = 11;
    private const double Height = 14;

    /// <summary>Draws values of the left axis across the frame.</summary>
    public static void DrawHorizontal(
        Markup marks, Markup labels, Frame frame, IReadOnlyList<Reference> references, LabelSpace space)
    {
        foreach (Reference reference in references.Where(reference => frame.Y.Shows(reference.Value)))
        {
            double y = Math.Round(frame.Y.At(reference.Value)) + 0.5;
            marks.AppendLine($"""<path class="reference" d="M{frame.Left},{y}H{frame.Right}"/>""");
            string label = TextMeasure.Fit(reference.Label, Size, frame.Right - frame.Left - 12);
            double width = TextMeasure.Width(label, Size);
            double atRight = frame.Right - 4 - width, atLeft = frame.Left + 6;
            double above = y - Height - 2, below = y + 2;
            DrawLabel(labels, label, space.Place(
                from left in new[] { atRight, atLeft }
                from top in new[] { above, below }
                select At(left, top, width)));
        }
    }

    /// <summary>Draws values of the lower axis up the frame.</summary>
    public static void DrawVertical(
        Markup marks, Markup labels, Frame frame, IReadOnlyList<Reference> references, LabelSpace space)
    {
        foreach (Reference reference in references.Where(reference => frame.X.Shows(reference.Value)))
        {
            double x = Math.Round(frame.X.At(reference.Value)) + 0.5;
            marks.AppendLine($"""<path class="reference" d="M{x},{frame.Top}V{frame.Bottom}"/>""");
            string label = TextMeasure.Fit(reference.Label, Size, (frame.Right - frame.Left) / 2);
            double width = TextMeasure.Width(label, Size);
            IEnumerable<double> sides = new[] { x + 5, x - 5 - width }
                .Where(left => left >= frame.Left && left + width <= frame.Right);
            DrawLabel(labels, label, space.Place(
                from top in new[] { frame.Top + 2, frame.Bottom - Height - 4, frame.Top + 2 + Height }
                from left in sides.DefaultIfEmpty(frame.Left)
                select At(left, top, width)));
        }
    }

    private static Box At(double left, double top, double width) => new(left, top, left + width, top + Height);

    private static void DrawLabel(Markup labels, string label, Box box) =>
        labels.AppendLine($"""<text class="muted small halo" x="{box.Left}" y="{box.Top + 11}">{label}</text>""");
}

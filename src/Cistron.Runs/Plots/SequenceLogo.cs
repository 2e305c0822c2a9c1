using System.Text;
using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Plots;

/// <summary>A letter of a logo and how high it stands; below the line when negative.</summary>
public readonly record struct LogoLetter(char Letter, double Height);

/// <summary>
/// Letters as high as they matter, column by column: the bits of a motif (Schneider and Stephens 1990, "Sequence logos"),
/// the largest on top, or one score for each base of a sequence. Letters are outlines, in the colours of
/// <see cref="SequenceStrip"/>.
/// </summary>
/// <param name="Title">What the picture is about.</param>
/// <param name="Heights">What the heights measure.</param>
/// <param name="Columns">The letters of each place, from left to right.</param>
public sealed record SequenceLogo(string Title, Axis Heights, params IReadOnlyList<IReadOnlyList<LogoLetter>> Columns) : Chart(Title)
{
    private const int LeftTicks = 3;
    private const double WidestColumn = 34;
    private const double ThinnestLetter = 0.4;

    /// <summary>The letters of each series colour, in the order of the colours.</summary>
    private static readonly string[] Symbols = ["C", "G", "A", "TU"];

    /// <summary>The coordinate which the ruler gives to the first column; 0 by default.</summary>
    public int FirstPosition { get; init; }

    /// <summary>The height in pixels that the letters share; 110 by default.</summary>
    public double LettersHeight { get; init; } = 110;

    internal override double SmallestShare => 0.8;

    internal override double DrawBelow(Markup svg, double top)
    {
        Scale y = Scale.Over(Heights, [0, .. Columns.Select(Up), .. Columns.Select(Down)]).Rounded(Heights, LeftTicks);
        IReadOnlyList<Tick> ticks = Ticks.Of(y, LeftTicks);
        double left = Axes.LeftWidth(ticks), frameTop = top + Axes.NameHeight;
        double column = Math.Min(WidestColumn, (Width - left) / Math.Max(1, Columns.Count));
        Frame frame = new(
            new Scale(0, Math.Max(1, Columns.Count), AxisScale.Linear) { Start = left, End = left + column * Math.Max(1, Columns.Count) },
            y with { Start = frameTop + LettersHeight, End = frameTop });
        Axes.DrawLeft(svg, frame, Heights, ticks);
        Markup letters = new();
        DrawLetters(letters, frame);
        frame.Clip(svg, letters);
        double zero = Math.Round(frame.Y.At(Math.Clamp(0, y.Minimum, y.Maximum))) + 0.5;
        svg.AppendLine($"""<path class="rule" d="M{frame.Left},{zero}H{frame.Right}"/>""");
        DrawRuler(svg, frame, column);
        if (!Columns.Any(letters => letters.Any(letter => y.Shows(letter.Height))))
            frame.DrawNoData(svg);
        return frame.Bottom + 24;
    }

    internal override string Describe() => $"Letters of {Columns.Count} places by {Heights.Label}; the highest of each: "
        + string.Concat(Columns.Select(letters => letters.Where(letter => double.IsFinite(letter.Height))
            .OrderByDescending(letter => letter.Height).Select(letter => letter.Letter).FirstOrDefault('-'))) + ".";

    private static double Up(IReadOnlyList<LogoLetter> letters) => letters.Sum(letter => letter.Height > 0 ? letter.Height : 0);

    private static double Down(IReadOnlyList<LogoLetter> letters) => letters.Sum(letter => letter.Height < 0 ? letter.Height : 0);

    private void DrawLetters(Markup svg, Frame frame)
    {
        StringBuilder[] paths = [.. Enumerable.Range(0, Symbols.Length + 1).Select(_ => new StringBuilder())];
        for (int i = 0; i < Columns.Count; i++)
        {
            double up = 0, down = 0;
            foreach (LogoLetter letter in Columns[i].Where(letter => frame.Y.Shows(letter.Height)).OrderBy(letter => Math.Abs(letter.Height)))
            {
                ref double edge = ref letter.Height > 0 ? ref up : ref down;
                double from = frame.Y.At(edge), to = frame.Y.At(edge += letter.Height);
                if (Math.Abs(from - to) < ThinnestLetter)
                    continue;
                int symbol = Symbols.AsSpan().IndexOf(Symbols.FirstOrDefault(set => set.Contains(char.ToUpperInvariant(letter.Letter))));
                double x = frame.X.At(i), width = frame.X.At(i + 1) - x;
                Glyphs.Append(paths[symbol < 0 ? ^1 : symbol], letter.Letter,
                    new(x + 0.04 * width, Math.Min(from, to), x + 0.96 * width, Math.Max(from, to)));
            }
        }
        for (int i = 0; i < paths.Length; i++)
            if (paths[i].Length > 0)
                svg.AppendLine($"""
                    <g class="{(i < Symbols.Length ? Palette.ClassOf(i) : "quoted")}"><path fill="currentColor" fill-rule="evenodd" d="{paths[i].ToString()}"/></g>
                    """);
    }

    private void DrawRuler(Markup svg, Frame frame, double column)
    {
        // Every place where there is room for its number, else every tenth.
        int step = column >= 16 ? 1 : 10;
        for (int i = 0; i < Columns.Count; i++)
        {
            if (((long)FirstPosition + i) % step != 0)
                continue;
            string label = NumberText.Fixed((long)FirstPosition + i, 0);
            double x = Math.Min(frame.X.At(i + 0.5), Width - TextMeasure.Width(label, 9.5) / 2);
            svg.AppendLine($"""<text class="muted tiny middle" x="{x}" y="{frame.Bottom + 14}">{label}</text>""");
        }
    }
}

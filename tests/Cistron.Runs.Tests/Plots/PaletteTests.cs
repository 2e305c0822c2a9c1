using System.Globalization;
using Cistron.Runs.Plots.Drawing;
using Cistron.Runs.Reports;

namespace Cistron.Runs.Tests.Plots;

public sealed class PaletteTests
{
    /// <summary>
    /// What is left of linear red, green and blue for full protanopia, deuteranopia and tritanopia: Machado, Oliveira
    /// and Fernandes, "A physiologically-based model for simulation of color vision deficiency" (2009), severity 1.0.
    /// </summary>
    private static readonly double[][] Deficiencies =
    [
        [1, 0, 0, 0, 1, 0, 0, 0, 1],
        [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    ];

    [Fact]
    public void Every_two_series_stay_apart_for_every_reader_on_either_paper()
    {
        foreach (Func<Colour, string> paper in Papers)
        {
            foreach (double[] deficiency in Deficiencies)
            {
                double[][] seen =
                    [.. Palette.Series.Select(colour => OkLab(Multiply(deficiency, Linear(paper(colour)))))];
                for (int i = 0; i < seen.Length; i++)
                {
                    // 0.02 is a just noticeable difference in OKLab; thin lines need several times that.
                    for (int j = 0; j < i; j++)
                        Assert.True(Distance(seen[i], seen[j]) > 0.08, $"series {i + 1} looks like series {j + 1}");
                }
            }
        }
    }

    [Fact]
    public void Ordered_groups_grow_lighter_and_neighbours_stay_apart_for_every_reader()
    {
        foreach (Func<Colour, string> paper in Papers)
        {
            foreach (double[] deficiency in Deficiencies)
            {
                double[][] seen = [.. Palette.Ordered.Select(colour => OkLab(Multiply(deficiency, Linear(paper(colour)))))];
                for (int i = 1; i < seen.Length; i++)
                    Assert.True(seen[i][0] > seen[i - 1][0] && Distance(seen[i], seen[i - 1]) > 0.04, $"ordered {i + 1}");
            }
        }
    }

    [Fact]
    public void Lines_and_text_stand_out_from_their_grounds()
    {
        foreach (Func<Colour, string> paper in Papers)
        {
            Assert.All([.. Palette.Series, .. Palette.Ordered], colour => Assert.True(Contrast(paper(colour), paper(Palette.Paper)) >= 3));
            Assert.True(Contrast(paper(Palette.Rule), paper(Palette.Paper)) >= 3);
            Assert.True(Contrast(paper(Palette.Ink), paper(Palette.Heat)) >= 4.5);
            foreach (Colour ground in new[] { "paper", "panel", "note", "warning" }.Select(Named))
            {
                Assert.True(Contrast(paper(Palette.Ink), paper(ground)) >= 4.5);
                Assert.True(Contrast(paper(Palette.Muted), paper(ground)) >= 4.5);
                Assert.True(Contrast(paper(Named("link")), paper(ground)) >= 4.5);
            }
        }
    }

    private static Func<Colour, string>[] Papers => [colour => colour.Light, colour => colour.Dark];

    private static Colour Named(string name) => ReportStyle.Colours.Single(colour => colour.Name == name);

    private static double Contrast(string a, string b)
    {
        double[] light = [Luminance(Linear(a)) + 0.05, Luminance(Linear(b)) + 0.05];
        return light.Max() / light.Min();
    }

    private static double Luminance(double[] rgb) => 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];

    private static double[] Linear(string hex) =>
    [
        .. new[] { 1, 3, 5 }
            .Select(start => byte.Parse(hex.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .Select(part => part / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)),
    ];

    /// <summary>Ottosson, "A perceptual color space for image processing" (2020).</summary>
    private static double[] OkLab(double[] rgb)
    {
        double[] cones = Multiply(
            [
                0.4122214708, 0.5363325363, 0.0514459929,
                0.2119034982, 0.6806995451, 0.1073969566,
                0.0883024619, 0.2817188376, 0.6299787005,
            ],
            [.. rgb.Select(part => Math.Max(part, 0))]);
        return Multiply(
            [
                0.2104542553, 0.7936177850, -0.0040720468,
                1.9779984951, -2.4285922050, 0.4505937099,
                0.0259040371, 0.7827717662, -0.8086757660,
            ],
            [.. cones.Select(Math.Cbrt)]);
    }

    private static double[] Multiply(double[] matrix, double[] vector) =>
        [.. matrix.Chunk(3).Select(row => row.Zip(vector).Sum(pair => pair.First * pair.Second))];

    private static double Distance(double[] a, double[] b) =>
        Math.Sqrt(a.Zip(b).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
}

using System.Text;
using Cistron.Runs.Folders;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;

namespace Cistron.Training.Reports;

/// <summary>The pictures and the page that a run leaves beside its result.</summary>
public static class RunReport
{
    private const int LongestName = 60;

    /// <summary>
    /// Writes every plot of the page to <c>plots/</c>, under a file name made of its title, and then the page to
    /// <c>report.html</c>; each file atomically.
    /// </summary>
    public static void Write(RunPaths run, ReportPage page)
    {
        HashSet<string> taken = [];
        foreach (Plot plot in Plots(page))
        {
            string name = FileName(plot.Title);
            for (int copy = 2; !taken.Add(name); copy++)
                name = $"{FileName(plot.Title)}-{copy}";
            AtomicFile.WriteText(Path.Combine(run.Plots, $"{name}.svg"), plot.ToSvg());
        }
        AtomicFile.WriteText(run.Report, page.ToHtml());
    }

    private static IEnumerable<Plot> Plots(ReportPage page) => page.Summary
        .Concat(page.Sections.SelectMany(section => section.Blocks))
        .OfType<Figures>()
        .SelectMany(figures => figures.Plots.Select(figure => figure.Plot));

    /// <summary>
    /// A title's ASCII letters and digits, joined by hyphens: class names in it cannot reach other folders.
    /// </summary>
    private static string FileName(string title)
    {
        var name = new StringBuilder();
        foreach (char letter in title.ToLowerInvariant())
        {
            if (name.Length == LongestName)
                break;
            if (char.IsAsciiLetterOrDigit(letter))
                name.Append(letter);
            else if (name.Length > 0 && name[^1] != '-')
                name.Append('-');
        }
        string trimmed = name.ToString().TrimEnd('-');
        return trimmed.Length > 0 ? trimmed : "plot";
    }
}

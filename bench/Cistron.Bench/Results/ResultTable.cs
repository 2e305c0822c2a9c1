using System.Globalization;
using System.Text;

namespace Cistron.Bench.Results;

/// <summary>A case's result as Markdown.</summary>
internal static class ResultTable
{
    private static readonly string[] Prefixes = ["", "k", "M", "G", "T"];

    /// <summary>A heading, the notes, the plots and a table.</summary>
    public static string Of(CaseResult result)
    {
        var text = new StringBuilder();
        text.AppendLine(Invariant($"## {result.Title}\n\n{result.Notes}\n"));
        text.AppendLine(Invariant($"![{result.Title}: seconds]({result.Name}-seconds.svg) ![{result.Title}: memory]({result.Name}-memory.svg)\n"));
        bool hasPeak = result.Rows.Any(row => row.PeakShares.Count > 0);
        text.AppendLine(Invariant($"| {result.Unit} | who | runs | median seconds | {result.RateUnit}/s | peak memory | time ÷ Cistron's (min–max) |")
            + (hasPeak ? " share of the peak |" : ""));
        text.AppendLine("|---:|---|---:|---:|---:|---:|---:|" + (hasPeak ? "---:|" : ""));
        foreach (ResultRow row in result.Rows)
            text.AppendLine(Invariant($"| {row.Size:N0} | {row.Contestant} | {row.Seconds.Count} | {row.MedianSeconds:G3} | {Short(row.Rate)} | ")
                + Invariant($"{(row.PeakBytes > 0 ? $"{Short(row.PeakBytes)}B" : "–")} | {row.MedianRatio:0.00} ({row.Ratios.Min():0.00}–{row.Ratios.Max():0.00}) |")
                + (row.PeakShares.Count > 0 ? Invariant($" {100 * row.MedianPeakShare:0} % |") : ""));
        return text.ToString();
    }

    private static string Short(double number)
    {
        int prefix = 0;
        for (; Math.Abs(number) >= 999.5 && prefix < Prefixes.Length - 1; prefix++)
            number /= 1000;
        return Invariant($"{number:G3} {Prefixes[prefix]}");
    }

    private static string Invariant(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}

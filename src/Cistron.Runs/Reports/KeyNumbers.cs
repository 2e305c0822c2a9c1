using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Reports;

/// <summary>A number that sums a report up: its value as text, what it measures, and what to hold it against.</summary>
public sealed record KeyNumber(string Value, string Name, string Comparison = "");

/// <summary>A row of large numbers.</summary>
public sealed record KeyNumbers(params IReadOnlyList<KeyNumber> Numbers) : ReportBlock
{
    internal override void Write(Markup html)
    {
        html.AppendLine($"""<dl class="key">""");
        foreach (KeyNumber number in Numbers)
        {
            html.AppendLine($"""
                <div><dt>{number.Name}</dt>
                <dd><strong>{number.Value}</strong><span>{Prose.Of(number.Comparison)}</span></dd></div>
                """);
        }
        html.AppendLine($"</dl>");
    }
}

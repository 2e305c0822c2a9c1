using Cistron.Runs.Plots;
using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Reports;

/// <summary>A plot with the sentence that says what to see in it.</summary>
public sealed record Figure(Plot Plot, string Caption);

/// <summary>Plots side by side where the window allows two columns; a wide plot takes both.</summary>
public sealed record Figures(params IReadOnlyList<Figure> Plots) : ReportBlock
{
    private const double WidestInColumn = 600;

    internal override void Write(Markup html)
    {
        html.AppendLine($"""<div class="figures">""");
        foreach ((Plot plot, string caption) in Plots)
        {
            string width = plot.Width > WidestInColumn ? "wide" : "column";
            html.AppendLine($"""
                <figure class="{width}">
                <div class="scroll" tabindex="0" role="group" aria-label="{plot.Title}">
                {plot.ToInline()}
                </div>
                <figcaption>{Prose.Of(caption)}</figcaption>
                </figure>
                """);
        }
        html.AppendLine($"</div>");
    }
}

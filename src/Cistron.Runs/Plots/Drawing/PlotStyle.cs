namespace Cistron.Runs.Plots.Drawing;

/// <summary>The style sheet of plots.</summary>
internal static class PlotStyle
{
    /// <summary>
    /// The rules of all marks. Each is bound to the class of the picture, so that none leaks into a page.
    /// </summary>
    public static Markup Rules { get; } = WriteRules();

    /// <summary>
    /// The style sheet of a picture that is a file of its own. Its colours are set on the root only while that root is
    /// the picture itself: pasted into a page, the same text takes the colours of the page.
    /// </summary>
    public static Markup Standalone { get; } = WriteStandalone();

    private static Markup WriteRules()
    {
        Markup css = new();
        css.AppendLine($$"""
            .plot{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
            .plot{font-variant-numeric:tabular-nums}
            .plot text{{{Palette.Ink.Declare("fill")}}}
            .plot .title{font-size:14px;font-weight:600}
            .plot .strong{font-weight:600}
            .plot .muted{{{Palette.Muted.Declare("fill")}}}
            .plot .small{font-size:11px}
            .plot .tiny{font-size:9.5px}
            .plot .end{text-anchor:end}
            .plot .middle{text-anchor:middle}
            .plot .halo{{{Palette.Paper.Declare("stroke")}};stroke-width:4px;stroke-linejoin:round;paint-order:stroke}
            .plot .grid{fill:none;stroke-width:1;{{Palette.Grid.Declare("stroke")}}}
            .plot .rule{fill:none;stroke-width:1;{{Palette.Rule.Declare("stroke")}}}
            .plot .reference{fill:none;stroke-width:1.2;stroke-dasharray:4 3;{{Palette.Rule.Declare("stroke")}}}
            .plot .line{fill:none;stroke:currentColor;stroke-width:1.75;stroke-linejoin:round;stroke-linecap:round}
            .plot .noisy{stroke-width:1;stroke-opacity:.45}
            .plot .trace{stroke-width:1;stroke-opacity:.32}
            .plot .dashed .line{stroke-dasharray:7 4}
            .plot .dotted .line{stroke-dasharray:1 4}
            .plot .band{fill:currentColor;fill-opacity:.17}
            .plot .area{fill:currentColor;fill-opacity:.3}
            .plot .bar{{{Palette.Rule.Declare("fill")}};fill-opacity:.55}
            .plot .dot{fill:currentColor;stroke-width:1.5;{{Palette.Paper.Declare("stroke")}}}
            .plot .point{fill:currentColor;fill-opacity:.75}
            .plot .cloud{fill:none;stroke:currentColor;stroke-width:4;stroke-linecap:round;stroke-opacity:.7}
            .plot .quoted{{{Palette.Muted.Declare("color")}}}
            .plot .quoted .dot{stroke-width:2;stroke:currentColor;{{Palette.Paper.Declare("fill")}}}
            .plot .seed{fill:currentColor;fill-opacity:.45}
            .plot .whisker{fill:none;stroke:currentColor;stroke-width:2}
            .plot .base{fill:currentColor;fill-opacity:.26}
            .plot .highlight{fill:none;stroke-width:1.4;{{Palette.Ink.Declare("stroke")}}}
            .plot .heat{{{Palette.Heat.Declare("fill")}}}
            .plot .cell{fill:none;stroke-width:1;{{Palette.Grid.Declare("stroke")}}}
            .plot .code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
            """);
        for (int i = 0; i < Palette.Series.Count; i++)
            css.AppendLine($$""".plot .s{{i + 1}}{{{Palette.Series[i].Declare("color")}}}""");
        for (int i = 0; i < Palette.Ordered.Count; i++)
            css.AppendLine($$""".plot .o{{i + 1}}{{{Palette.Ordered[i].Declare("color")}}}""");
        return css;
    }

    private static Markup WriteStandalone()
    {
        (string light, string dark) = Palette.Properties(Palette.All);
        Markup css = new();
        css.AppendLine($$"""
            svg:root{{{light}}background:var(--paper);max-width:100%;height:auto}
            @media screen and (prefers-color-scheme:dark){
              svg:root{{{dark}}}
            }
            {{Rules}}
            """);
        return css;
    }
}

using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Reports;

/// <summary>The style sheet of a page; its plots take the same colours.</summary>
internal static class ReportStyle
{
    private static readonly Colour[] PageColours =
    [
        new("panel", "#f5f6f8", "#1c2127"),
        new("link", "#0b5cad", "#86b6f2"),
        new("note", "#eef5fc", "#182737"),
        new("warning", "#fdf2e5", "#33251a"),
    ];

    public static Markup Css { get; } = Write();

    /// <summary>All colours that a page sets.</summary>
    public static IEnumerable<Colour> Colours => Palette.All.Concat(PageColours);

    private static Markup Write()
    {
        (string light, string dark) = Palette.Properties(Colours);
        Markup css = new();
        css.AppendLine($$"""
            :root{color-scheme:light;{{light}}}
            @media screen and (prefers-color-scheme:dark){
              :root:not([data-theme=light]){color-scheme:dark;{{dark}}}
            }
            @media screen{
              :root[data-theme=dark]{color-scheme:dark;{{dark}}}
            }
            *{box-sizing:border-box}
            html{scroll-behavior:smooth;-webkit-text-size-adjust:100%;text-size-adjust:100%}
            body{margin:0 auto;padding:3rem clamp(1rem,4vw,2.5rem) 4rem;max-width:75rem;background:var(--paper);
              color:var(--ink);
              font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
              overflow-wrap:break-word}
            header{position:relative;margin-bottom:2rem}
            h1{margin:0;max-width:22em;font-size:clamp(1.7rem,1.2rem + 2vw,2.4rem);line-height:1.2;
              letter-spacing:-.015em;font-weight:650;text-wrap:balance}
            h2{margin:0 0 1rem;font-size:1.35rem;line-height:1.3;letter-spacing:-.01em;font-weight:650}
            p{margin:0 0 1rem;max-width:44rem;text-wrap:pretty}
            .lead{margin:.9rem 0 0;font-size:1.15rem;line-height:1.55;color:var(--muted);max-width:46rem}
            a{color:var(--link);text-underline-offset:.2em}
            a:focus-visible,button:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);
              outline-offset:2px}
            code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;
              font-size:.875em}
            p code,dd code,figcaption code{padding:.1em .3em;border-radius:3px;background:var(--panel);
              display:inline-block;max-width:100%;overflow-wrap:anywhere}
            section{margin-top:2.75rem;padding-top:2rem;border-top:1px solid var(--grid)}
            nav ol{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:0 0 2rem;padding:0;list-style:none;
              font-size:.925rem}
            nav a{text-decoration:none}
            nav a:hover{text-decoration:underline}
            dl{margin:0 0 1.5rem}
            dl:not(.key){columns:2 22rem;column-gap:3rem;font-size:.925rem}
            dl:not(.key)>div{display:grid;grid-template-columns:minmax(7rem,2fr) 5fr;gap:1rem;padding:.3rem 0;
              border-bottom:1px solid var(--grid);break-inside:avoid}
            dt{color:var(--muted)}
            dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
            .key{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,9rem),1fr));gap:1.5rem 1.75rem}
            .key dt{font-size:.9rem}
            .key dd strong{display:block;font-size:2.1rem;line-height:1.25;font-weight:600;letter-spacing:-.02em}
            .key dd span{font-size:.9rem;color:var(--muted)}
            .callout{margin:0 0 1.5rem;padding:.75rem 1rem;max-width:46rem;border-left:3px solid var(--series-1);
              border-radius:0 4px 4px 0;background:var(--note)}
            .callout p{margin:0}
            .callout strong{margin-right:.35em}
            .warning{border-color:var(--series-2);background:var(--warning)}
            figure{margin:0;min-width:0}
            figcaption{margin-top:.5rem;max-width:44rem;font-size:.9rem;line-height:1.5;color:var(--muted)}
            .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,24rem),1fr));gap:2.5rem 3rem;
              margin:1.5rem 0 2rem}
            .wide{grid-column:1/-1}
            .scroll{overflow-x:auto;max-width:100%}
            .scroll svg{display:block;width:100%;height:auto}
            .table,.command{display:grid;grid-template-columns:minmax(0,1fr) auto;align-items:end;gap:.4rem 1rem;
              width:fit-content;max-width:100%;margin:0 0 2rem}
            .table>figcaption,.command>figcaption{margin:0}
            .table>.scroll,.command>pre{grid-column:1/-1}
            .table>button,.command>button{grid-area:1/2}
            .table>figcaption{font-weight:600;color:var(--ink)}
            .command{margin-bottom:1.25rem;width:auto;max-width:52rem}
            table{width:max-content;max-width:100%;min-width:min(100%,30rem);border-collapse:collapse;font-size:.925rem;
              line-height:1.4;font-variant-numeric:tabular-nums}
            th,td{padding:.38rem .9rem;text-align:left;vertical-align:baseline;border-bottom:1px solid var(--grid)}
            th:first-child{padding-left:0}
            th:last-child,td:last-child{padding-right:0}
            thead th{color:var(--muted);font-weight:500;border-bottom-color:var(--rule);vertical-align:bottom}
            tbody th{min-width:9rem;font-weight:400}
            th.numbers,td.numbers{text-align:right;white-space:nowrap}
            pre{margin:0;padding:.8rem 1rem;overflow-x:auto;border-radius:5px;background:var(--panel);line-height:1.55}
            button{font:500 .8rem/1 system-ui,sans-serif;padding:.4rem .6rem;color:var(--muted);
              background:var(--paper);border:1px solid var(--grid);border-radius:4px;cursor:pointer}
            button:hover{color:var(--ink);border-color:var(--rule)}
            header button{position:absolute;top:-1.75rem;right:0}
            footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--grid);font-size:.875rem;
              color:var(--muted)}
            @media (min-width:88rem){
              body{display:grid;grid-template-columns:11rem minmax(0,1fr);column-gap:3.5rem;max-width:88rem}
              body>*{grid-column:2}
              nav{grid-column:1;grid-row:1/span 3;font-size:.9rem}
              nav ol{position:sticky;top:3rem;flex-direction:column;gap:.6rem}
            }
            @media print{
              body{padding:0;max-width:none;font-size:10pt}
              nav,button{display:none}
              section{break-before:auto}
              h2{break-after:avoid}
              figure,.table,.callout{break-inside:avoid}
              pre{white-space:pre-wrap}
              .scroll{overflow:visible}
              .scroll svg{min-width:0!important}
            }
            {{PlotStyle.Rules}}
            """);
        return css;
    }
}

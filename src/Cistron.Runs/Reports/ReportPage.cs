using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Reports;

/// <summary>A part of a report under its own heading.</summary>
public sealed record ReportSection(string Heading, params IReadOnlyList<ReportBlock> Blocks);

/// <summary>
/// A report as one HTML page that asks nothing of the network: text, pictures, tables and commands, for narrow and wide
/// windows, light and dark, screen and paper. A small script adds copy buttons and a theme switch; without it nothing
/// is missing. All text is data and cannot become markup; in running text a stretch between backticks is set as code.
/// </summary>
public sealed record ReportPage(string Title, params IReadOnlyList<ReportSection> Sections)
{
    /// <summary>The first paragraph: what was done and what came out; none by default.</summary>
    public string Lead { get; init; } = "";

    /// <summary>
    /// What stands between the lead and the first section, such as the key numbers; nothing by default.
    /// </summary>
    public IReadOnlyList<ReportBlock> Summary { get; init; } = [];

    /// <summary>The last line of the page, such as the program and its version; none by default.</summary>
    public string Footer { get; init; } = "";

    /// <summary>The text of the .html file.</summary>
    public string ToHtml()
    {
        Markup html = new();
        html.AppendLine($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta http-equiv="Content-Security-Policy"
             content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{ReportScript.Hash}'"/>
            <title>{Title}</title>
            <style>
            {ReportStyle.Css}
            </style>
            </head>
            <body>
            <header>
            <h1>{Title}</h1>
            """);
        if (Lead.Length > 0)
            html.AppendLine($"""<p class="lead">{Prose.Of(Lead)}</p>""");
        html.AppendLine($"</header>");
        WriteContents(html);
        html.AppendLine($"<main>");
        foreach (ReportBlock block in Summary)
            block.Write(html);
        for (int i = 0; i < Sections.Count; i++)
        {
            html.AppendLine($"""
                <section aria-labelledby="section-{i + 1}">
                <h2 id="section-{i + 1}">{Sections[i].Heading}</h2>
                """);
            foreach (ReportBlock block in Sections[i].Blocks)
                block.Write(html);
            html.AppendLine($"</section>");
        }
        html.AppendLine($"</main>");
        if (Footer.Length > 0)
            html.AppendLine($"<footer>{Prose.Of(Footer)}</footer>");
        html.AppendLine($"""
            <script>{ReportScript.Code}</script>
            </body>
            </html>
            """);
        return html.ToString();
    }

    private void WriteContents(Markup html)
    {
        if (Sections.Count < 3)
            return;
        html.AppendLine($"""<nav aria-label="Contents"><ol>""");
        for (int i = 0; i < Sections.Count; i++)
            html.AppendLine($"""<li><a href="#section-{i + 1}">{Sections[i].Heading}</a></li>""");
        html.AppendLine($"</ol></nav>");
    }
}

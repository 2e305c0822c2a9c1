using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Reports;

/// <summary>One thing that a report shows.</summary>
public abstract record ReportBlock
{
    internal abstract void Write(Markup html);
}

/// <summary>A paragraph of running text.</summary>
public sealed record Paragraph(string Text) : ReportBlock
{
    internal override void Write(Markup html) => html.AppendLine($"<p>{Prose.Of(Text)}</p>");
}

/// <summary>A command to repeat a step, with a word on what it does; it is shown as typed and never broken.</summary>
public sealed record CommandBlock(string Command, string Caption = "") : ReportBlock
{
    internal override void Write(Markup html)
    {
        html.AppendLine($"""<figure class="command">""");
        if (Caption.Length > 0)
            html.AppendLine($"<figcaption>{Prose.Of(Caption)}</figcaption>");
        html.AppendLine($"""
            <pre tabindex="0"><code>{Command}</code></pre>
            </figure>
            """);
    }
}

/// <summary>Terms with their meanings, such as the settings of a run.</summary>
public sealed record DefinitionList(params IReadOnlyList<(string Term, string Meaning)> Entries) : ReportBlock
{
    internal override void Write(Markup html)
    {
        html.AppendLine($"<dl>");
        foreach ((string term, string meaning) in Entries)
            html.AppendLine($"<div><dt>{term}</dt><dd>{Prose.Of(meaning)}</dd></div>");
        html.AppendLine($"</dl>");
    }
}

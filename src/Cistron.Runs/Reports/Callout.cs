using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Reports;

/// <summary>Text that must not be overlooked: a note or a warning.</summary>
public sealed record Callout : ReportBlock
{
    private readonly string _kind, _text;

    private Callout(string kind, string text) => (_kind, _text) = (kind, text);

    /// <summary>Something worth knowing to read the numbers rightly.</summary>
    public static Callout Note(string text) => new("Note", text);

    /// <summary>Something that limits or endangers what the numbers say.</summary>
    public static Callout Warning(string text) => new("Warning", text);

    internal override void Write(Markup html) => html.AppendLine($"""
        <aside class="callout {_kind.ToLowerInvariant()}" aria-label="{_kind}">
        <p><strong>{_kind}</strong> {Prose.Of(_text)}</p>
        </aside>
        """);
}

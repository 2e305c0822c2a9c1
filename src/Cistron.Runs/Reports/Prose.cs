using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Reports;

/// <summary>Running text.</summary>
internal static class Prose
{
    /// <summary>
    /// The text, with stretches between backticks as code; a backtick without a partner stays as it is.
    /// </summary>
    public static Markup Of(string text)
    {
        string[] parts = text.Split('`');
        Markup html = new();
        for (int i = 0; i < parts.Length; i++)
        {
            bool opens = i % 2 == 1;
            if (opens && i + 1 < parts.Length)
                html.Append($"<code>{parts[i]}</code>");
            else
                html.Append($"{(opens ? "`" : "")}{parts[i]}");
        }
        return html;
    }
}

namespace Cistron.Runs.Recipes;

/// <summary>What a message may quote from a file that nobody has vetted: short, and on one line.</summary>
internal static class Excerpt
{
    private const int MostCharacters = 80;

    /// <summary>The beginning of a text, its control characters (which could drive a terminal) shown as dots.</summary>
    public static string Of(string text)
    {
        string start = text.Length <= MostCharacters ? text : string.Concat(text.AsSpan(0, MostCharacters), "…");
        return string.Concat(start.Select(letter => char.IsControl(letter) ? '·' : letter));
    }
}

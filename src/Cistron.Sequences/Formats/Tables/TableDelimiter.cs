namespace Cistron.Sequences.Formats.Tables;

/// <summary>What stands between the fields of a table: a comma (CSV) or a tab (TSV).</summary>
public static class TableDelimiter
{
    /// <summary>The delimiter of CSV.</summary>
    public const char Comma = ',';

    /// <summary>The delimiter of TSV.</summary>
    public const char Tab = '\t';

    /// <summary>
    /// The delimiter that the name promises: a comma for <c>.csv</c>, a tab for <c>.tsv</c> and <c>.tab</c>, with or
    /// without <c>.gz</c>; null for any other name.
    /// </summary>
    public static char? ByExtension(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".CSV" => Comma,
            ".TSV" or ".TAB" => Tab,
            _ => null,
        };
    }

    /// <summary>
    /// The delimiter of a table: what its name promises, unless the header has only the other one; for other names a
    /// tab where the header has one, else a comma.
    /// </summary>
    internal static char Infer(string path, ReadOnlySpan<byte> header)
    {
        bool hasTab = header.Contains((byte)Tab);
        bool hasComma = header.Contains((byte)Comma);
        return ByExtension(path) switch
        {
            Comma => hasTab && !hasComma ? Tab : Comma,
            Tab => hasComma && !hasTab ? Comma : Tab,
            _ => hasTab ? Tab : Comma,
        };
    }
}

using System.Text;
using Cistron.Sequences.Formats.JsonLines;
using Cistron.Sequences.Formats.Tables;

namespace Cistron.Sequences.Formats;

/// <summary>
/// Rows of named fields, one row in memory at a time, in whichever way a file writes them:
/// <c>while (rows.Next()) … rows.Bytes(column)</c>.
/// </summary>
/// <param name="lines">The text, which the reader owns.</param>
public abstract class RowReader(TextLines lines) : IDisposable
{
    /// <summary>The most bytes that one row may have.</summary>
    public const int LongestRow = 1 << 28;

    /// <summary>The most fields that one row may have.</summary>
    public const int MostFields = 1 << 17;

    private const int MostNamesInMessage = 20;

    /// <summary>The file's name for errors.</summary>
    public string File => Lines.File;

    /// <summary>The names of the fields, in the order of the file.</summary>
    public IReadOnlyList<string> Columns { get; private protected init; } = [];

    /// <summary>The 1-based line that names the columns.</summary>
    public long HeaderLine { get; private protected init; }

    /// <summary>The 1-based line on which the current row begins.</summary>
    public long Line { get; private protected set; }

    private protected TextLines Lines { get; } = lines;

    /// <summary>
    /// The rows of <paramref name="lines"/>, which the reader then owns: JSON lines when the text or the name says so
    /// (<see cref="JsonLinesReader.Recognizes"/>), else a table.
    /// </summary>
    /// <exception cref="InputException">The first row is wrong, or there is none.</exception>
    public static RowReader Open(TextLines lines) =>
        JsonLinesReader.Recognizes(lines) ? new JsonLinesReader(lines) : new TableReader(lines);

    /// <summary>The 0-based index of the column called <paramref name="name"/>, or -1 when there is none.</summary>
    /// <remarks>A name that differs only in case is taken when no name agrees in full.</remarks>
    /// <exception cref="InputException">Several columns have the name.</exception>
    public int IndexOf(string name)
    {
        foreach (StringComparison comparison in (ReadOnlySpan<StringComparison>)
            [StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            int[] named = [.. Enumerable.Range(0, Columns.Count).Where(i => Columns[i].Equals(name, comparison))];
            if (named.Length > 1)
                throw HeaderFault($"{named.Length} columns are called {InputException.Quote(name)}",
                    "a column's name must be its own", "rename or remove one");
            if (named.Length == 1)
                return named[0];
        }
        return -1;
    }

    /// <summary>The 0-based index of the column called <paramref name="name"/>; see <see cref="IndexOf"/>.</summary>
    /// <exception cref="InputException">No column or several columns have the name.</exception>
    public int Column(string name)
    {
        int column = IndexOf(name);
        if (column >= 0)
            return column;
        string? nearest = NearestName.To(name, Columns);
        throw HeaderFault($"there is no column {InputException.Quote(name)}", $"the columns are {ColumnNames()}",
            nearest is null ? "name one of these" : $"write {InputException.Quote(nearest)} if that is meant");
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="InputException">The row is not like the others.</exception>
    public abstract bool Next();

    /// <summary>Whether a field of the current row is there and is text or a number.</summary>
    public abstract bool IsText(int column);

    /// <summary>A field of the current row as bytes; valid until <see cref="Next"/>.</summary>
    /// <exception cref="InputException">The field is missing or is neither text nor a number.</exception>
    public abstract ReadOnlySpan<byte> Bytes(int column);

    /// <summary>A field of the current row as text, decoded as UTF-8.</summary>
    /// <inheritdoc cref="Bytes"/>
    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    /// <summary>
    /// A field of the current row that may be a list where the format knows lists: its members joined by commas, nothing
    /// for <c>null</c>. A field that is no list as it is.
    /// </summary>
    /// <exception cref="InputException">The field is missing, or a member is neither text nor a number.</exception>
    public virtual string List(int column) => Text(column);

    /// <summary>An error about the names of the columns.</summary>
    public InputException HeaderFault(string found, string expected, string remedy) =>
        new(File, HeaderLine, found, expected, remedy);

    /// <summary>An error about the current row.</summary>
    public InputException Fault(string found, string expected, string remedy) =>
        new(File, Line, found, expected, remedy);

    /// <summary>The columns' names, quoted and joined, for messages; at most twenty.</summary>
    public string ColumnNames() =>
        string.Join(", ", Columns.Take(MostNamesInMessage).Select(name => InputException.Quote(name)))
        + (Columns.Count > MostNamesInMessage ? " and others" : "");

    /// <inheritdoc/>
    public void Dispose()
    {
        Lines.Dispose();
        GC.SuppressFinalize(this);
    }
}

using System.Globalization;
using System.Text;

namespace Cistron.Sequences.Formats.Fasta;

/// <summary>Where each sequence of a FASTA file stands: what <c>samtools faidx</c> writes as <c>.fai</c>.</summary>
public sealed class FastaIndex
{
    /// <summary>What is added to the name of the FASTA file.</summary>
    public const string Extension = ".fai";

    private const int LongestLine = FastaCursor.LongestHeader + 100;

    private readonly List<FastaIndexEntry> _entries = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    private FastaIndex() { }

    /// <summary>The sequences in the order of the file; no two have one name.</summary>
    public IReadOnlyList<FastaIndexEntry> Entries => _entries;

    /// <summary>Finds a sequence by its name.</summary>
    public bool TryFind(string id, out FastaIndexEntry entry)
    {
        bool isThere = _places.TryGetValue(id, out int place);
        entry = isThere ? _entries[place] : default;
        return isThere;
    }

    /// <summary>Makes the index of a text in one pass, without holding any of its sequences.</summary>
    /// <exception cref="InputException">
    /// The text is not FASTA, two sequences have one name, or the lines of one differ in length, so that no base can be
    /// found by its place.
    /// </exception>
    public static FastaIndex Build(TextLines lines)
    {
        var index = new FastaIndex();
        var cursor = new FastaCursor(lines);
        while (cursor.NextRecord(out FastaHeader? header))
        {
            FastaIndexEntry entry = Measure(cursor, lines, header.Id);
            if (!index.TryAdd(entry))
                throw new InputException(lines.File, header.Line,
                    $"there is a second sequence {InputException.Quote(header.Id)}",
                    "names tell sequences apart where they are asked for by name", "rename one of them");
        }
        return index;
    }

    /// <summary>Reads an index.</summary>
    /// <exception cref="InputException">The file cannot be opened, or a line is none of an index.</exception>
    public static FastaIndex Read(string path)
    {
        using TextLines lines = TextLines.Open(path, LongestLine);
        var index = new FastaIndex();
        while (lines.Next(out ReadOnlySpan<byte> line))
            if (!index.TryAdd(Parse(line, lines)))
                throw lines.Fault("the name stood on an earlier line", "each sequence has one line",
                    "delete the index, and it is made again");
        return index;
    }

    /// <summary>Writes the index, whole or not at all.</summary>
    public void Write(string path) => TextTarget.Write(path, text =>
    {
        foreach (FastaIndexEntry e in _entries)
            text.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $"{e.Id}\t{e.Length}\t{e.Offset}\t{e.LineBases}\t{e.LineWidth}\n")));
    });

    private bool TryAdd(FastaIndexEntry entry)
    {
        _entries.Add(entry);
        return _places.TryAdd(entry.Id, _entries.Count - 1);
    }

    private static FastaIndexEntry Measure(FastaCursor cursor, TextLines lines, string id)
    {
        var entry = new FastaIndexEntry(id, Length: 0, lines.NextOffset, LineBases: 0, LineWidth: 0);
        long line = -1;
        long number = 0;
        long bases = 0;
        while (cursor.NextBases(out ReadOnlySpan<byte> part))
        {
            if (number != lines.Number)
            {
                line++;
                if (line == 0)
                    entry = entry with { Offset = cursor.Offset };
                else if (line == 1)
                    entry = entry with { LineBases = bases, LineWidth = cursor.Offset - entry.Offset };
                else if (bases < entry.LineBases)
                    throw Uneven(lines.File, number, id);
                if (cursor.Offset != entry.Offset + line * entry.LineWidth || (line > 0 && lines.Number > number + 1))
                    throw Uneven(lines.File, lines.Number, id);
                number = lines.Number;
                bases = 0;
            }
            bases += part.Length;
            if (line > 0 && bases > entry.LineBases)
                throw Uneven(lines.File, number, id);
            entry = entry with { Length = entry.Length + part.Length };
        }
        // One line is a full line; at the end of the text it may lack the end that the next one would need.
        return line == 0
            ? entry with { LineBases = bases, LineWidth = Math.Max(cursor.LineEnd - entry.Offset, bases + 1) }
            : entry;
    }

    private static InputException Uneven(string file, long line, string id) => new(file, line,
        $"the lines of sequence {InputException.Quote(id)} are not of one length",
        "a base is found by its place when all lines but the last have as many bases, and none is blank",
        "write the file again with lines of one length");

    private static FastaIndexEntry Parse(ReadOnlySpan<byte> line, TextLines lines)
    {
        string[] fields = Encoding.UTF8.GetString(line).Split('\t');
        if (fields.Length == 5
            && TryParse(fields[1], out long length) && TryParse(fields[2], out long offset)
            && TryParse(fields[3], out long lineBases) && TryParse(fields[4], out long lineWidth)
            && new FastaIndexEntry(fields[0], length, offset, lineBases, lineWidth) is { IsPossible: true } entry)
            return entry;
        throw lines.Fault("the line is none of an index of FASTA",
            "such a line has a name, a length, an offset, and the bases and bytes of a line, with tabs between",
            "delete the index, and it is made again");
    }

    private static bool TryParse(string digits, out long number) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

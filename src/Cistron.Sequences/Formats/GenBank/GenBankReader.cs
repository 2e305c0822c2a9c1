using System.Buffers;
using System.Globalization;
using System.Text;
using Cistron.Sequences.Annotations;

namespace Cistron.Sequences.Formats.GenBank;

/// <summary>
/// Reads GenBank flat files, one entry in memory at a time. GenBank counts from 1 and both ends belong to a feature;
/// what comes out counts from 0, half-open.
/// </summary>
public sealed class GenBankReader : IDisposable
{
    /// <summary>The most bytes that a line can have.</summary>
    public const int LongestLine = 1 << 22;

    private const int LongestHeaderText = 1 << 20;

    private readonly TextLines _lines;
    private readonly GenBankFeatureTable _table;

    /// <summary>Reads <paramref name="lines"/>, which the reader then owns.</summary>
    public GenBankReader(TextLines lines) => (_lines, _table) = (lines, new GenBankFeatureTable(lines));

    /// <summary>
    /// How many parts of features were left out so far because they lie on other entries; a feature of which all parts
    /// do is left out as a whole.
    /// </summary>
    public long RemoteParts => _table.RemoteParts;

    /// <summary>A file or, written <c>-</c>, standard input, plain or gzip.</summary>
    /// <exception cref="InputException">The file cannot be opened.</exception>
    public static GenBankReader Open(string path) => new(TextLines.Open(path, LongestLine));

    /// <summary>The entries in the order of the file, once.</summary>
    /// <exception cref="InputException">While reading: an entry is wrong or cut, or there is none.</exception>
    public IEnumerable<GenBankRecord> Read()
    {
        bool isEmpty = true;
        SkipReleaseHeader();
        while (_lines.Next(out ReadOnlySpan<byte> line))
        {
            if (line.Trim(" \t"u8).IsEmpty)
                continue;
            isEmpty = false;
            yield return ReadRecord(line);
        }
        if (isEmpty)
            throw new InputException(_lines.File, null, "there is no entry in the file",
                "a GenBank file has entries from LOCUS to '//'", "check that this is the right file");
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    // The files of a GenBank release begin with some lines about the release.
    private void SkipReleaseHeader()
    {
        if (!_lines.Peek(out ReadOnlySpan<byte> first) || first.IndexOf("Genetic Sequence Data Bank"u8) < 0)
            return;
        while (_lines.Peek(out ReadOnlySpan<byte> line) && !line.StartsWith("LOCUS"u8))
            _lines.Next(out _);
    }

    private GenBankRecord ReadRecord(ReadOnlySpan<byte> line)
    {
        long start = _lines.Number;
        if (!line.StartsWith("LOCUS "u8) && !line.StartsWith("DEFINITION "u8))
            throw _lines.Fault($"the entry begins with {Quote(line)}", "an entry of GenBank begins with LOCUS",
                line.StartsWith("ID   "u8) ? "EMBL's form is not read; take the same entry from GenBank"
                    : "check that this is the right file");
        var record = new GenBankRecord("", [], []) { Line = start };
        long? length = null;
        do
        {
            string keyword = Keyword(line);
            switch (keyword)
            {
                case "LOCUS":
                    (record, length) = ReadLocus(record, Value(line, keyword));
                    break;
                case "DEFINITION":
                    record = record with { Definition = ReadText(Value(line, keyword)) };
                    if (record.Name.Length == 0)
                        record = record with { Name = ProdigalName(record.Definition) };
                    break;
                case "ACCESSION":
                    record = record with { Accession = Number(Value(line, keyword)) };
                    break;
                case "VERSION":
                    record = record with { Version = Number(Value(line, keyword)) };
                    break;
                case "FEATURES":
                    List<Feature> features = _table.Read(record.SequenceName, length, record.IsCircular);
                    record = record with { Features = [.. record.Features, .. features] };
                    break;
                case "ORIGIN":
                    record = record with { Bases = ReadOrigin(record.Bases) };
                    break;
                case "//":
                    CheckLength(record, length);
                    return record;
                default:
                    break;
            }
        }
        while (NextKeyword(out line));
        throw new InputException(_lines.File, start, "the entry that begins here has no end",
            "a line '//' ends each entry", "check that the file is whole");
    }

    // The next line that is not indented: what belongs to keywords that nobody asked for is passed over.
    private bool NextKeyword(out ReadOnlySpan<byte> line)
    {
        while (_lines.Next(out line))
            if (line is not ([] or [(byte)' ', ..]))
                return true;
        return false;
    }

    private (GenBankRecord Record, long? Length) ReadLocus(GenBankRecord record, string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int unit = words.Length < 3 ? -1 : Array.FindIndex(words, 2, word => word is "bp" or "aa");
        if (record.Name.Length > 0)
            throw _lines.Fault("a second LOCUS begins before the '//' of the first", "a line '//' ends each entry",
                "check that the file is whole");
        if (unit < 0
            || !long.TryParse(words[unit - 1], NumberStyles.None, CultureInfo.InvariantCulture, out long length))
            throw _lines.Fault($"LOCUS says {InputException.Quote(text)}",
                "it has a name and a length such as '4639 bp'", "correct it");
        string molecule = unit + 1 < words.Length ? words[unit + 1] : "";
        return (record with
        {
            Name = words[0],
            Molecule = molecule is "linear" or "circular" ? "" : molecule,
            IsCircular = words.Contains("circular"),
        }, length);
    }

    private string ReadText(string first)
    {
        var text = new StringBuilder(first);
        while (_lines.Peek(out ReadOnlySpan<byte> line) && line is [(byte)' ', ..] && text.Length < LongestHeaderText)
        {
            text.Append(' ').Append(Encoding.UTF8.GetString(line).Trim());
            _lines.Next(out _);
        }
        return text.ToString();
    }

    private byte[] ReadOrigin(byte[] before)
    {
        if (before.Length > 0)
            throw _lines.Fault("the entry has a second ORIGIN", "one sequence belongs to an entry",
                "check that the file is whole");
        var bases = new ArrayBufferWriter<byte>(1 << 12);
        while (_lines.Peek(out ReadOnlySpan<byte> line)
            && line is [] or [(byte)' ' or (>= (byte)'0' and <= (byte)'9'), ..])
        {
            _lines.Next(out line);
            AppendBases(bases, line.Trim((byte)' '));
        }
        return bases.WrittenSpan.ToArray();
    }

    private void AppendBases(ArrayBufferWriter<byte> bases, ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
            return;
        int digits = line.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        bool isCounted = digits > 0 && long.TryParse(line[..digits], NumberStyles.None, CultureInfo.InvariantCulture,
            out long first) && first == bases.WrittenCount + 1L;
        if (!isCounted)
            throw _lines.Fault($"the line of bases begins with {Quote(line[..Math.Min(line.Length, 12)])}",
                string.Create(CultureInfo.InvariantCulture,
                    $"it begins with the place of its first base, {bases.WrittenCount + 1L}, counted from 1"),
                "check that the file is whole");
        Span<byte> letters = bases.GetSpan(line.Length);
        int count = 0;
        foreach (byte letter in line[digits..])
        {
            if (letter == (byte)' ')
                continue;
            if (!char.IsAsciiLetter((char)letter))
                throw _lines.Fault($"the sequence has {InputException.Quote([(char)letter])}", "letters were expected",
                    "correct or remove it");
            letters[count++] = (byte)char.ToUpperInvariant((char)letter);
        }
        bases.Advance(count);
    }

    private void CheckLength(GenBankRecord record, long? length)
    {
        if (record.Bases.Length > 0 && length is not null && record.Bases.Length != length)
            throw new InputException(_lines.File, record.Line,
                string.Create(CultureInfo.InvariantCulture,
                    $"the entry {InputException.Quote(record.Name)} has {record.Bases.Length} bases"),
                string.Create(CultureInfo.InvariantCulture, $"its LOCUS says {length}"),
                "check that the file is whole");
    }

    // Prodigal writes no LOCUS; the name of the sequence is the first word of a field in DEFINITION.
    private static string ProdigalName(string definition)
    {
        const string Field = "seqhdr=\"";
        int start = definition.IndexOf(Field, StringComparison.Ordinal);
        return start < 0 ? "" : FirstWord(definition[(start + Field.Length)..].Replace('"', ' '));
    }

    private static string Keyword(ReadOnlySpan<byte> line)
    {
        int length = line.IndexOf((byte)' ');
        return Encoding.UTF8.GetString(length < 0 ? line : line[..length]);
    }

    private static string Value(ReadOnlySpan<byte> line, string keyword) =>
        Encoding.UTF8.GetString(line[keyword.Length..]).Trim();

    // A dot stands for a number that was not given.
    private static string Number(string value) => FirstWord(value) is var word && word == "." ? "" : word;

    private static string FirstWord(string text) => text.Split(' ', 2)[0];

    private static string Quote(ReadOnlySpan<byte> words) =>
        InputException.Quote(Encoding.UTF8.GetString(words[..Math.Min(words.Length, 200)]));
}

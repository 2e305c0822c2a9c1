using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cistron.Sequences.Formats.Fasta;

/// <summary>
/// Reads FASTA, one record in memory at a time. Letters are taken as they stand, whatever they are, apart from white
/// space at the ends of a line; blank lines are skipped.
/// </summary>
public static class FastaReader
{
    /// <summary>The most bases that one record can have: what an array can hold, about 2^31.</summary>
    public static readonly int LongestRecord = Array.MaxLength;

    /// <summary>The most bytes that a header can have.</summary>
    public const int LongestHeader = 1 << 20;

    private const byte HeaderMark = (byte)'>';

    /// <summary>The records of a file or, written <c>-</c>, of standard input, plain or gzip.</summary>
    /// <exception cref="InputException">While reading: the file cannot be opened or is not FASTA.</exception>
    public static IEnumerable<FastaRecord> Read(string path)
    {
        using TextLines lines = TextLines.Open(path);
        foreach (FastaRecord record in Read(lines))
            yield return record;
    }

    /// <summary>The records of <paramref name="lines"/>, which the caller closes.</summary>
    /// <param name="lines">The text.</param>
    /// <param name="longestRecord">A record of more bases is an error; default <see cref="LongestRecord"/>.</param>
    /// <exception cref="InputException">
    /// While reading: bases stand before the first header, a header has no name, a record is too long, or there are
    /// no records.
    /// </exception>
    public static IEnumerable<FastaRecord> Read(TextLines lines, int? longestRecord = null)
    {
        int limit = longestRecord ?? LongestRecord;
        var bases = new ArrayBufferWriter<byte>(1 << 16);
        FastaRecord? header = null;
        while (lines.Next(out ReadOnlySpan<byte> line))
        {
            if (line is not [HeaderMark, ..])
            {
                Append(bases, line.Trim(" \t"u8), header, lines, limit);
                continue;
            }
            FastaRecord next = Header(line[1..], lines);
            if (header is not null)
                yield return header with { Bases = bases.WrittenSpan.ToArray() };
            bases.ResetWrittenCount();
            header = next;
        }
        if (header is null)
            throw new InputException(lines.File, null, "there is no sequence in the file",
                "a FASTA file has a header that begins with '>' before each sequence",
                "check that this is the right file");
        yield return header with { Bases = bases.WrittenSpan.ToArray() };
    }

    private static FastaRecord Header(ReadOnlySpan<byte> words, TextLines lines)
    {
        int idLength = words.IndexOfAny(" \t"u8);
        if (idLength < 0)
            idLength = words.Length;
        if (idLength == 0)
            throw lines.Fault("the header has no name", "the name follows the '>' at once", "name the sequence");
        if (words.Length > LongestHeader)
            throw lines.Fault("the header is longer than a million letters", "the bases stand on lines of their own",
                "check the line ends");
        if (words.Contains((byte)'\r'))
            throw lines.Fault("the lines end in a lone carriage return", "lines end in LF or CRLF",
                "convert the line ends");
        string id = Encoding.UTF8.GetString(words[..idLength]);
        string description = Encoding.UTF8.GetString(words[idLength..].Trim(" \t"u8));
        return new FastaRecord(id, description, [], lines.Number);
    }

    private static void Append(
        ArrayBufferWriter<byte> bases, ReadOnlySpan<byte> line, FastaRecord? header, TextLines lines, int limit)
    {
        if (line.IsEmpty)
            return;
        if (header is null)
        {
            string start = Encoding.UTF8.GetString(line[..Math.Min(line.Length, 60)]);
            throw lines.Fault($"the file begins with {InputException.Quote(start)}",
                "a FASTA file begins with a header such as '>name'",
                start.StartsWith('@') ? "convert FASTQ to FASTA first" : "add a header or check the file");
        }
        if (line.Length > limit - bases.WrittenCount)
            throw new InputException(lines.File, header.Line,
                string.Create(CultureInfo.InvariantCulture,
                    $"sequence {InputException.Quote(header.Id)} has more than {limit:N0} bases"),
                "a sequence must fit into memory", "split the sequence");
        bases.Write(line);
    }
}

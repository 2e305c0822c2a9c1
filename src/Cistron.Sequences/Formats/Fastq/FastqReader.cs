using System.Globalization;
using System.Text;

namespace Cistron.Sequences.Formats.Fastq;

/// <summary>
/// Reads FASTQ of four lines a record, one record in memory at a time. Letters are taken as they stand, whatever they
/// are; blank lines are skipped between records only.
/// </summary>
public static class FastqReader
{
    /// <summary>The most bases that one read can have.</summary>
    public const int LongestRead = 1 << 28;

    /// <summary>The most bytes that a header can have.</summary>
    public const int LongestHeader = 1 << 20;

    private const byte HeaderMark = (byte)'@';
    private const int LinesInRecord = 4;

    /// <summary>The records of a file or, written <c>-</c>, of standard input, plain or gzip.</summary>
    /// <exception cref="InputException">While reading: the file cannot be opened or is not FASTQ.</exception>
    public static IEnumerable<FastqRecord> Read(string path)
    {
        using TextLines lines = TextLines.Open(path, LongestRead);
        foreach (FastqRecord record in Read(lines))
            yield return record;
    }

    /// <summary>The records of <paramref name="lines"/>, which the caller closes.</summary>
    /// <exception cref="InputException">
    /// While reading: a header has no name, a read goes over several lines or is cut, its qualities do not fit its
    /// bases, or there are no records.
    /// </exception>
    public static IEnumerable<FastqRecord> Read(TextLines lines)
    {
        bool isEmpty = true;
        while (NextHeader(lines, out ReadOnlySpan<byte> header))
        {
            isEmpty = false;
            yield return Record(header, lines);
        }
        if (isEmpty)
            throw new InputException(lines.File, null, "there is no read in the file",
                "a FASTQ file has a header that begins with '@' before each read", "check that this is the right file");
    }

    private static bool NextHeader(TextLines lines, out ReadOnlySpan<byte> header)
    {
        while (lines.Next(out header))
            if (!header.Trim(" \t"u8).IsEmpty)
                return true;
        return false;
    }

    private static FastqRecord Record(ReadOnlySpan<byte> line, TextLines lines)
    {
        if (line is not [HeaderMark, ..])
            throw lines.Fault($"the line begins with {Quote(line)}",
                "a FASTQ record begins with a header such as '@name'",
                "check that no line is missing or added before it");
        (string id, string description) = Header(line[1..], lines);
        long number = lines.Number;

        byte[] bases = Next(lines, id, number).ToArray();
        ReadOnlySpan<byte> separator = Next(lines, id, number);
        if (separator is not [(byte)'+', ..])
            throw lines.Fault($"the line begins with {Quote(separator)} instead of '+'",
                "a FASTQ record has its bases on one line and its qualities on one line",
                "join the lines of each read, or check that this is FASTQ and not SAM");
        if (separator.Length > 1 && Header(separator[1..], lines) != (id, description))
            throw lines.Fault(
                $"the line {Quote(separator)} does not repeat the name of read {InputException.Quote(id)}",
                "after '+' stands the header again or nothing", "check that no line is missing before it");

        byte[] qualities = Next(lines, id, number).ToArray();
        if (qualities.Length != bases.Length)
            throw lines.Fault(
                Invariant($"the read is {bases.Length:N0} bases long and its qualities {qualities.Length:N0}"),
                "a read has one quality for each base", "check that the file is whole");
        for (int i = 0; i < qualities.Length; i++)
        {
            if (qualities[i] is < FastqRecord.QualityOfZero or > FastqRecord.QualityOfZero + FastqRecord.MostQuality)
                throw lines.Fault(
                    Invariant($"the quality at position {i + 1} is {InputException.Quote([(char)qualities[i]])}"),
                    "qualities are characters from '!' to '~'", "check that the file is whole");
            qualities[i] -= FastqRecord.QualityOfZero;
        }
        return new FastqRecord(id, description, bases, qualities, number);
    }

    private static (string Id, string Description) Header(ReadOnlySpan<byte> words, TextLines lines)
    {
        int idLength = words.IndexOfAny(" \t"u8);
        if (idLength < 0)
            idLength = words.Length;
        if (idLength == 0)
            throw lines.Fault("the header has no name", "the name follows the '@' at once", "name the read");
        if (words.Length > LongestHeader)
            throw lines.Fault("the header is longer than a million letters", "the bases stand on a line of their own",
                "check the line ends");
        if (words.Contains((byte)'\r'))
            throw lines.Fault("the lines end in a lone carriage return", "lines end in LF or CRLF",
                "convert the line ends");
        return (Encoding.UTF8.GetString(words[..idLength]), Encoding.UTF8.GetString(words[idLength..].Trim(" \t"u8)));
    }

    private static ReadOnlySpan<byte> Next(TextLines lines, string id, long header)
    {
        if (!lines.Next(out ReadOnlySpan<byte> line))
            throw new InputException(lines.File, header,
                $"the file ends within read {InputException.Quote(id)}",
                Invariant($"a FASTQ record has {LinesInRecord} lines"), "download or write it again");
        if (line.Length > LongestRead)
            throw lines.Fault(Invariant($"read {InputException.Quote(id)} has more than {LongestRead:N0} bases"),
                "a read must fit into memory", "split the read");
        return line;
    }

    private static string Quote(ReadOnlySpan<byte> line) =>
        InputException.Quote(Encoding.UTF8.GetString(line[..Math.Min(line.Length, 60)]));

    private static string Invariant(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}

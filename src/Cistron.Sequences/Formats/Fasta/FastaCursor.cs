using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Cistron.Sequences.Formats.Fasta;

/// <summary>
/// Walks through FASTA header by header, and below each through its bases line by line, so that no sequence is held in
/// memory. Letters are taken as they stand, whatever they are, apart from white space at the ends of a line; blank lines
/// are skipped.
/// </summary>
/// <param name="lines">The text, which the caller closes.</param>
public sealed class FastaCursor(TextLines lines)
{
    /// <summary>The most bytes that a header can have.</summary>
    public const int LongestHeader = 1 << 20;

    internal const byte HeaderMark = (byte)'>';

    private static ReadOnlySpan<byte> Blanks => " \t"u8;

    private bool _isBegun;

    /// <summary>
    /// Where the bases that <see cref="NextBases"/> gave last start in the text, in bytes from the start of the file.
    /// </summary>
    public long Offset { get; private set; }

    /// <summary>
    /// Where the line ends on which those bases stand, line end included; known once all of its bases were given.
    /// </summary>
    public long LineEnd { get; private set; }

    /// <summary>Goes to the next header, past what is left of the sequence before it.</summary>
    /// <returns>False when there are no more.</returns>
    /// <exception cref="InputException">
    /// Bases stand before the first header, there is no header at all, or one has no name or is too long.
    /// </exception>
    public bool NextRecord([NotNullWhen(true)] out FastaHeader? header)
    {
        while (NextBases(out ReadOnlySpan<byte> bases))
            if (!_isBegun)
                throw BeginsOtherwise(bases);
        if (lines.Next(out ReadOnlySpan<byte> line))
        {
            _isBegun = true;
            header = Header(line[1..]);
            return true;
        }
        header = null;
        return _isBegun ? false : throw new InputException(lines.File, null, "there is no sequence in the file",
            "a FASTA file has a header that begins with '>' before each sequence", "check that this is the right file");
    }

    /// <summary>
    /// Reads the next bases of the sequence: a line or, of a line beyond 65,536 bases, a part; never none. They stay
    /// valid until anything else is asked for.
    /// </summary>
    /// <returns>False at the end of the sequence.</returns>
    /// <exception cref="InputException">The text cannot be read; see <see cref="TextLines.NextPart"/>.</exception>
    public bool NextBases(out ReadOnlySpan<byte> bases)
    {
        while (!(lines.EndsLine && lines.PeekByte() == HeaderMark))
        {
            bool startsLine = lines.EndsLine;
            if (!lines.NextPart(out ReadOnlySpan<byte> part))
                break;
            bases = startsLine ? part.TrimStart(Blanks) : part;
            long offset = lines.Offset + part.Length - bases.Length;
            if (lines.EndsLine)
                bases = bases.TrimEnd(Blanks);
            if (bases.IsEmpty && startsLine)
                continue;
            LineEnd = lines.NextOffset;
            if (bases.IsEmpty)
                continue;
            Offset = offset;
            return true;
        }
        bases = default;
        return false;
    }

    private FastaHeader Header(ReadOnlySpan<byte> words)
    {
        int idLength = words.IndexOfAny(Blanks);
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
        string description = Encoding.UTF8.GetString(words[idLength..].Trim(Blanks));
        return new FastaHeader(id, description, lines.Number);
    }

    private InputException BeginsOtherwise(ReadOnlySpan<byte> line)
    {
        string start = Encoding.UTF8.GetString(line[..Math.Min(line.Length, 60)]);
        return lines.Fault($"the file begins with {InputException.Quote(start)}",
            "a FASTA file begins with a header such as '>name'",
            start.StartsWith('@') ? "convert FASTQ to FASTA first" : "add a header or check the file");
    }
}

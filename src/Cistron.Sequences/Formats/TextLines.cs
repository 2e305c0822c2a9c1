using System.Globalization;

namespace Cistron.Sequences.Formats;

/// <summary>
/// The lines of a text as bytes, one at a time and numbered, without their line ends (LF or CRLF): what the readers of
/// all line-based formats stand on. The last line may lack its end; a UTF-8 byte order mark is skipped.
/// </summary>
public sealed class TextLines : IDisposable
{
    /// <summary>The longest line that can be read, in bytes: what an array can hold.</summary>
    public static readonly int LongestLine = Array.MaxLength;

    private const int BufferSize = 1 << 17;
    private const int LongestPart = BufferSize / 2;

    private readonly Stream _text;
    private readonly int _longestLine;
    private byte[] _buffer;
    private long _bufferOffset;
    private int _start;
    private int _end;
    private int _lineStart;
    private bool _isBegun;

    /// <summary>The lines of <paramref name="text"/>, which the reader then owns.</summary>
    /// <param name="text">Plain text.</param>
    /// <param name="file">The file's name for errors.</param>
    /// <param name="longestLine">
    /// A line of more bytes, its end included, is an error, so that a hostile file cannot fill the memory.
    /// </param>
    public TextLines(Stream text, string file, int? longestLine = null)
    {
        _text = text;
        File = file;
        _longestLine = longestLine ?? LongestLine;
        _buffer = new byte[Math.Min(BufferSize, _longestLine)];
    }

    /// <summary>The file's name for errors.</summary>
    public string File { get; }

    /// <summary>The 1-based number of the line that was read last; 0 before the first.</summary>
    public long Number { get; private set; }

    /// <summary>Where what was read last starts in the text, in bytes from the start of the file.</summary>
    public long Offset => _bufferOffset + _lineStart;

    /// <summary>Where the rest of the text starts, behind the line end of what was read last.</summary>
    public long NextOffset => _bufferOffset + _start;

    /// <summary>
    /// Whether what was read last ends its line; false only after a part of a long one from <see cref="NextPart"/>.
    /// </summary>
    public bool EndsLine { get; private set; } = true;

    /// <summary>The lines of a file or, written <c>-</c>, of standard input, plain or gzip.</summary>
    /// <exception cref="InputException">The file cannot be opened; see <see cref="TextSource.Open"/>.</exception>
    public static TextLines Open(string path, int? longestLine = null) =>
        new(TextSource.Open(path), TextSource.NameOf(path), longestLine);

    /// <summary>Reads the next line, which stays valid until the one after it is asked for.</summary>
    /// <returns>False at the end of the text.</returns>
    /// <exception cref="InputException">
    /// The line is too long, the text is UTF-16, or the gzip file is damaged.
    /// </exception>
    public bool Next(out ReadOnlySpan<byte> line) => Read(int.MaxValue, out line);

    /// <summary>
    /// As <see cref="Next"/>, but a line of more than 65,536 bytes may come in parts, so that a chromosome on one line is
    /// never held as a whole. A part that does not end its line does not end in white space either.
    /// </summary>
    /// <inheritdoc cref="Next"/>
    public bool NextPart(out ReadOnlySpan<byte> part) => Read(LongestPart, out part);

    /// <summary>The first byte of what will be read next, or -1 at the end of the text.</summary>
    /// <inheritdoc cref="Next"/>
    public int PeekByte()
    {
        if (!_isBegun)
            Begin();
        return _start < _end || Fill() ? _buffer[_start] : -1;
    }

    /// <summary>The next line, which <see cref="Next"/> will give again.</summary>
    /// <inheritdoc cref="Next"/>
    public bool Peek(out ReadOnlySpan<byte> line)
    {
        (long number, bool endsLine) = (Number, EndsLine);
        bool isThere = Next(out line);
        if (isThere)
            _start = _lineStart;
        (Number, EndsLine) = (number, endsLine);
        return isThere;
    }

    /// <summary>
    /// What is in memory already of the text that will be read next, from the start of a line; empty where there is
    /// nothing, or within a line.
    /// </summary>
    internal ReadOnlySpan<byte> Waiting => EndsLine ? _buffer.AsSpan(_start, _end - _start) : default;

    /// <summary>
    /// Goes past the first <paramref name="lines"/> lines of <see cref="Waiting"/>; <see cref="Offset"/> stays behind.
    /// </summary>
    /// <param name="lines">How many.</param>
    /// <param name="bytes">Their bytes, line ends included.</param>
    internal void Skip(int lines, int bytes)
    {
        Number += lines;
        _start += bytes;
    }

    /// <summary>An error about the line that was read last.</summary>
    public InputException Fault(string found, string expected, string remedy) =>
        new(File, Number, found, expected, remedy);

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) =>
        line is [.., (byte)'\r'] ? line[..^1] : line;

    private bool Read(int longestPart, out ReadOnlySpan<byte> part)
    {
        if (!_isBegun)
            Begin();
        int searched = 0;
        int length;
        while ((length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n')) < 0)
        {
            searched = _end - _start;
            if (searched >= longestPart)
                return ReadPart(longestPart, out part);
            if (!Fill())
                return Take(searched, searched, endsLine: true, out part);
        }
        length += searched;
        return Take(length, length + 1, endsLine: true, out part);
    }

    private bool ReadPart(int longestPart, out ReadOnlySpan<byte> part)
    {
        // What is white space may be the end of the line, which is no part of the line.
        int length = _buffer.AsSpan(_start, longestPart).LastIndexOfAnyExcept(" \t\r"u8) + 1;
        if (length == 0)
            throw new InputException(File, Number + (EndsLine ? 1 : 0),
                string.Create(CultureInfo.InvariantCulture, $"the line has {longestPart:N0} blanks in a row"),
                "lines of text were expected", "check that this is the right file");
        return Take(length, length, endsLine: false, out part);
    }

    private bool Take(int length, int lengthWithEnd, bool endsLine, out ReadOnlySpan<byte> part)
    {
        part = _buffer.AsSpan(_start, length);
        if (endsLine)
            part = WithoutReturn(part);
        Number += EndsLine && lengthWithEnd > 0 ? 1 : 0;
        EndsLine = endsLine;
        _lineStart = _start;
        _start += lengthWithEnd;
        return lengthWithEnd > 0;
    }

    private void Begin()
    {
        _isBegun = true;
        while (_end < 3 && Fill())
        {
        }
        ReadOnlySpan<byte> start = _buffer.AsSpan(0, _end);
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new InputException(File, 1, "the text is UTF-16", "ASCII or UTF-8 can be read",
                "save it as UTF-8 or as plain CSV");
        if (start is [0xEF, 0xBB, 0xBF, ..])
            _start = 3;
    }

    // Reads more behind the unread bytes, after making room for them; false at the end of the text.
    private bool Fill()
    {
        if (_end == _buffer.Length && _start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _bufferOffset += _start;
            _start = 0;
        }
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= _longestLine)
                throw new InputException(File, Number + 1,
                    string.Create(CultureInfo.InvariantCulture, $"the line is longer than {_longestLine:N0} bytes"),
                    "lines of text were expected", "check that this is the right file or break the line");
            Array.Resize(ref _buffer, (int)Math.Min(2L * _buffer.Length, _longestLine));
        }
        int read = _text.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}

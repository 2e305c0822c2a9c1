using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cistron.Sequences.Formats.Numpy;

/// <summary>Reads a list of strings that NumPy saved (<c>.npy</c>); see the page beside this file.</summary>
public static partial class NumpyStrings
{
    private const int MagicLength = 6;
    private const int LongestHeader = 1 << 16;

    // More than any vocabulary has, and no more than memory holds.
    private const int MostStrings = 1 << 21;
    private const int LongestString = 64;

    private const int LetterBytes = 4;
    private const string Resave = "save the list with numpy.save(FILE, numpy.array(LIST, dtype=str))";
    private const string CopyAgain = "copy the file again";

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether a file begins as NumPy's arrays do.</summary>
    /// <exception cref="InputException">The file is missing, is a folder, or may not be read.</exception>
    public static bool IsArray(string path)
    {
        using FileStream file = TextSource.OpenFile(path);
        Span<byte> start = stackalloc byte[MagicLength];
        return file.ReadAtLeast(start, MagicLength, throwOnEndOfStream: false) == MagicLength && start.SequenceEqual(Magic);
    }

    /// <summary>The strings in their order.</summary>
    /// <exception cref="InputException">The file is no array of strings of one dimension, or is damaged.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        using FileStream file = TextSource.OpenFile(path);
        var (count, letters) = Shape(path, Header(path, file));
        long promised = (long)count * letters * LetterBytes, found = file.Length - file.Position;
        if (found != promised)
            throw Fault(path, $"the array has {found:N0} bytes",
                $"{count:N0} strings of {letters} letters have {promised:N0}", CopyAgain);
        string[] strings = new string[count];
        byte[] element = new byte[letters * LetterBytes];
        for (int i = 0; i < count; i++)
        {
            file.ReadExactly(element);
            strings[i] = Decode(element) ?? throw Fault(path, $"string {i + 1:N0} has a letter that Unicode does not have",
                "text in UTF-32 was expected", CopyAgain);
        }
        return strings;
    }

    private static string Header(string path, FileStream file)
    {
        Span<byte> start = stackalloc byte[MagicLength + 2];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.StartsWith(Magic))
            throw Fault(path, "the file does not begin as NumPy's arrays do", "an array of strings (.npy) was expected", Resave);
        int version = start[MagicLength];
        if (version is < 1 or > 3)
            throw Fault(path, $"the array has version {version} of the format", "1 to 3 can be read", Resave);
        Span<byte> length = stackalloc byte[LetterBytes];
        length.Clear();
        bool whole = TryRead(file, length[..(version == 1 ? 2 : 4)]);
        uint bytes = BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (bytes > LongestHeader)
            throw Fault(path, $"the array has a header of {bytes:N0} bytes", $"{LongestHeader:N0} are more than any needs", Resave);
        byte[] header = new byte[bytes];
        if (!whole || !TryRead(file, header))
            throw Fault(path, "the file ends inside its header", "a whole array was expected", CopyAgain);
        return Encoding.Latin1.GetString(header);
    }

    private static (int Count, int Letters) Shape(string path, string header)
    {
        Match match = HeaderPattern().Match(header);
        string type = match.Groups["type"].Value;
        if (type.EndsWith('O'))
            throw Fault(path, "the array holds Python objects", "strings were expected, and reading objects could run code", Resave);
        if (!match.Success || !type.StartsWith("<U", StringComparison.Ordinal))
            throw Fault(path, match.Success ? $"the array holds elements of type {InputException.Quote(type)}" : "the header is not that of a list of strings",
                "an array of strings ('<U') was expected", Resave);
        string shape = match.Groups["shape"].Value;
        if (!Number(shape.TrimEnd(','), MostStrings, out int count) || !shape.EndsWith(','))
            throw Fault(path, $"the array has the shape {InputException.Quote($"({shape})")}",
                $"one list of 1 to {MostStrings:N0} strings was expected", Resave);
        if (!Number(type[2..], LongestString, out int letters))
            throw Fault(path, $"the array holds elements of type {InputException.Quote(type)}",
                $"strings of 1 to {LongestString:N0} letters can be read", Resave);
        return (count, letters);
    }

    private static bool Number(string digits, int most, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most;

    private static bool TryRead(FileStream file, Span<byte> bytes) =>
        file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;

    /// <summary>Null where a number is no letter.</summary>
    private static string? Decode(ReadOnlySpan<byte> element)
    {
        element = element[..((element.LastIndexOfAnyExcept((byte)0) + LetterBytes) / LetterBytes * LetterBytes)];
        var text = new StringBuilder(element.Length / LetterBytes);
        for (; element.Length > 0; element = element[LetterBytes..])
        {
            if (!Rune.TryCreate(BinaryPrimitives.ReadUInt32LittleEndian(element), out Rune letter))
                return null;
            text.Append(letter);
        }
        return text.ToString();
    }

    private static InputException Fault(string path, string found, string expected, string remedy) =>
        new(path, null, found, expected, remedy);

    [GeneratedRegex(@"\A\{ *'descr': *'(?<type>[^']*)', *'fortran_order': *(False|True), *'shape': *\((?<shape>[0-9, ]*)\), *\} *\n?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex HeaderPattern();
}

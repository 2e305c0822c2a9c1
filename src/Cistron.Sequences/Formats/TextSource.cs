using Cistron.Sequences.Formats.Compression;

namespace Cistron.Sequences.Formats;

/// <summary>
/// Where text is read from: a file or, written <c>-</c>, standard input; plain or gzip, told apart by the first bytes
/// and not by the name.
/// </summary>
public static class TextSource
{
    /// <summary>The path that means standard input.</summary>
    public const string StandardInput = "-";

    private const int LongestSignature = BgzfBlock.HeaderLength;

    // What users hand in by mistake; read as text each would end in a baffling error about some letter.
    private static readonly (byte[] Signature, string Format)[] OtherPackings =
    [
        ("PK\u0003\u0004"u8.ToArray(), "a zip archive"),
        ("BZh"u8.ToArray(), "packed with bzip2"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], "packed with xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "packed with zstd"),
    ];

    /// <summary>How <paramref name="path"/> is called in messages: itself, or <c>standard input</c>.</summary>
    public static string NameOf(string path) => path == StandardInput ? "standard input" : path;

    /// <summary>The text of <paramref name="path"/> as a forward-only stream, unpacked if it was gzip.</summary>
    /// <exception cref="InputException">
    /// The file is missing, is a folder, may not be read, or is packed in another way; or, while reading the stream,
    /// the gzip or BGZF file turns out damaged or cut.
    /// </exception>
    public static Stream Open(string path) => Unpack(OpenPacked(path), NameOf(path));

    /// <summary>The bytes of <paramref name="path"/> as they are; only those of a file have a position.</summary>
    /// <exception cref="InputException">The file is missing, is a folder, or may not be read.</exception>
    internal static Stream OpenPacked(string path) =>
        path == StandardInput ? Console.OpenStandardInput() : OpenFile(path);

    /// <summary>
    /// The text of <paramref name="raw"/>, which the result owns; <paramref name="name"/> is for errors.
    /// </summary>
    /// <exception cref="InputException">As for <see cref="Open"/>.</exception>
    public static Stream Unpack(Stream raw, string name)
    {
        byte[] start = new byte[LongestSignature];
        int length = raw.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var whole = new JoinedStream(new MemoryStream(start, 0, length), raw);
        ReadOnlySpan<byte> signature = start.AsSpan(0, length);
        if (BgzfBlock.SizeOf(signature) > 0)
            return new WholeGzipStream(new WholeBgzfStream(whole, name), name);
        if (signature.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return new WholeGzipStream(whole, name);
        foreach ((byte[] other, string format) in OtherPackings)
        {
            if (!signature.StartsWith(other))
                continue;
            whole.Dispose();
            throw new InputException(name, null, $"the file is {format}", "plain text or gzip can be read",
                "unpack it first");
        }
        return whole;
    }

    /// <summary>The bytes of a file as they are, unbuffered.</summary>
    /// <exception cref="InputException">The file is missing, is a folder, or may not be read.</exception>
    internal static FileStream OpenFile(string path, FileOptions options = FileOptions.SequentialScan)
    {
        if (Directory.Exists(path))
            throw new InputException(path, null, "this is a folder", "a file was expected", "name a file in it");
        try
        {
            return new FileStream(path, new FileStreamOptions { Options = options, BufferSize = 0 });
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(path, null, "there is no such file", "a file was expected",
                "check the spelling and the folder you are in", fault);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException or ArgumentException)
        {
            throw new InputException(path, null, "the file cannot be opened", "a readable file was expected",
                "check the path and the right to read it", fault);
        }
    }
}

using Cistron.Sequences.Formats.Compression;

namespace Cistron.Sequences.Formats;

/// <summary>
/// The text of a file, plain or BGZF, that is read at any place, counted in unpacked bytes. Safe for threads.
/// </summary>
internal sealed class SeekableText : IDisposable
{
    private readonly FileStream? _plain;
    private readonly BgzfReader? _packed;
    private readonly GziIndex? _blocks;

    private SeekableText(FileStream plain) => _plain = plain;

    private SeekableText(BgzfReader packed, GziIndex blocks) => (_packed, _blocks) = (packed, blocks);

    /// <summary>Opens a file; the index <c>.gzi</c> of a packed one is used, or made.</summary>
    /// <exception cref="InputException">
    /// The file cannot be opened, or is packed in another way than BGZF, or damaged.
    /// </exception>
    public static SeekableText Open(string path)
    {
        FileStream plain = TextSource.OpenFile(path, FileOptions.RandomAccess);
        if (plain.ReadByte() != 0x1F || plain.ReadByte() != 0x8B)
            return new SeekableText(plain);
        plain.Dispose();
        BgzfReader packed = BgzfReader.Open(path);
        try
        {
            return new SeekableText(packed, new CompanionIndex(path, GziIndex.Extension).Open(
                GziIndex.Read, index => index.Fits(packed), () => GziIndex.Build(packed), (index, to) => index.Write(to)));
        }
        catch
        {
            packed.Dispose();
            throw;
        }
    }

    /// <summary>Reads on from a place until <paramref name="text"/> is full.</summary>
    /// <returns>How many bytes were read: less than asked for only at the end.</returns>
    /// <exception cref="InputException">A packed file turns out damaged.</exception>
    public int Read(long offset, Span<byte> text)
    {
        if (_packed is not null)
            return _packed.Read(_blocks!.Locate(offset), text);
        int filled = 0;
        for (int read = 1; read > 0 && filled < text.Length; filled += read)
            read = RandomAccess.Read(_plain!.SafeFileHandle, text[filled..], offset + filled);
        return filled;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _plain?.Dispose();
        _packed?.Dispose();
    }
}

using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Cistron.Sequences.Formats.Compression;

/// <summary>
/// Reads a BGZF file from any place on. The block that was read last is kept, so that steps through the text unpack each
/// block once. Safe for threads, which wait for each other. To read from start to end, use <see cref="TextSource"/>.
/// </summary>
public sealed class BgzfReader : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly byte[] _packed = new byte[BgzfBlock.LongestBlock];
    private readonly byte[] _text = new byte[BgzfBlock.LongestBlock];
    private long? _blockStart;
    private int _blockSize;
    private int _textLength;

    private BgzfReader(string path, FileStream stream)
    {
        _path = path;
        _stream = stream;
        Length = stream.Length;
    }

    /// <summary>The bytes of the packed file.</summary>
    public long Length { get; }

    private SafeFileHandle Handle => _stream.SafeFileHandle;

    /// <summary>Opens a file, which must be whole.</summary>
    /// <exception cref="InputException">The file cannot be opened, is not BGZF, or was cut.</exception>
    public static BgzfReader Open(string path)
    {
        var reader = new BgzfReader(path, TextSource.OpenFile(path, FileOptions.RandomAccess));
        try
        {
            reader.CheckEnds();
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads on from <paramref name="place"/>, over the ends of blocks, until <paramref name="text"/> is full.
    /// </summary>
    /// <returns>How many bytes were read: less than asked for only at the end of the file.</returns>
    /// <exception cref="InputException">A block is damaged, or none starts where the place says.</exception>
    public int Read(VirtualOffset place, Span<byte> text)
    {
        lock (_gate)
        {
            int filled = 0;
            (long block, int within) = place;
            while (filled < text.Length && block != Length)
            {
                Unpack(block);
                int count = Math.Clamp(_textLength - within, 0, text.Length - filled);
                _text.AsSpan(Math.Min(within, _textLength), count).CopyTo(text[filled..]);
                filled += count;
                within = Math.Max(0, within - _textLength);
                block += _blockSize;
            }
            return filled;
        }
    }

    /// <summary>
    /// Where each block starts, in the packed file and in its text, the first included and the empty last one too.
    /// Only headers are read.
    /// </summary>
    /// <exception cref="InputException">The file is not BGZF throughout.</exception>
    public IEnumerable<(long Packed, long Text)> Blocks()
    {
        long text = 0;
        for (long block = 0; block < Length;)
        {
            int size = SizeOf(block);
            byte[] textLength = new byte[sizeof(uint)];
            if (size < BgzfBlock.End.Length
                || RandomAccess.Read(Handle, textLength, block + size - sizeof(uint)) < sizeof(uint))
                throw NoBlock(block);
            yield return (block, text);
            text += Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(textLength), BgzfBlock.LongestBlock);
            block += size;
        }
    }

    /// <summary>The packed bytes of the block that starts at a byte of the file, or 0 where none does.</summary>
    internal int SizeOf(long block)
    {
        Span<byte> start = stackalloc byte[BgzfBlock.HeaderLength];
        int size = BgzfBlock.SizeOf(start[..RandomAccess.Read(Handle, start, block)]);
        if (size > 0)
            return size;
        // A header may tell other things before the size.
        byte[] longer = new byte[BgzfBlock.LongestBlock];
        return BgzfBlock.SizeOf(longer.AsSpan(0, RandomAccess.Read(Handle, longer, block)));
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void CheckEnds()
    {
        if (SizeOf(0) == 0)
            throw new InputException(_path, null, "the file is not packed in blocks", "a BGZF file was expected",
                "unpack it and pack it again with bgzip");
        byte[] end = new byte[BgzfBlock.End.Length];
        RandomAccess.Read(Handle, end, Math.Max(0, Length - end.Length));
        if (!end.AsSpan().SequenceEqual(BgzfBlock.End))
            throw BgzfBlock.Cut(_path);
    }

    private void Unpack(long block)
    {
        if (block == _blockStart)
            return;
        _blockStart = null;
        int read = block < 0 ? 0 : RandomAccess.Read(Handle, _packed, block);
        _blockSize = BgzfBlock.SizeOf(_packed.AsSpan(0, read));
        if (_blockSize == 0 || _blockSize > read)
            throw NoBlock(block);
        using var text = new WholeGzipStream(new MemoryStream(_packed, 0, _blockSize, writable: false), _path);
        _textLength = text.ReadAtLeast(_text, _text.Length, throwOnEndOfStream: false);
        if (_textLength == _text.Length && text.ReadByte() >= 0)
            throw NoBlock(block);
        _blockStart = block;
    }

    private InputException NoBlock(long block) => new(_path, null, $"there is no whole block at byte {block:D}",
        "the blocks of a BGZF file follow each other", "delete its index if it has one, else download or pack it again");
}

using System.IO.Compression;

namespace Cistron.Sequences.Formats.Compression;

/// <summary>
/// Packs text as BGZF: gzip in blocks, so that a reader can start at each of them. What <c>bgzip</c> writes can be read
/// by any reader of gzip, and so can this.
/// </summary>
/// <param name="file">Where the blocks go; the caller closes it after this writer.</param>
/// <param name="level">How hard to pack; default as hard as is worth the time.</param>
public sealed class BgzfStream(Stream file, CompressionLevel level = CompressionLevel.Optimal) : Stream
{
    // Less than a block may have, so that text which cannot be packed still fits with what is around it.
    private const int BlockText = 0xFF00;
    private const int GzipHeaderLength = 10;

    private readonly byte[] _text = new byte[BlockText];
    private readonly MemoryStream _packed = new();
    private int _length;
    private long _blockStart;
    private bool _isEnded;

    /// <summary>The place in the file of the next byte to be written.</summary>
    public VirtualOffset Place => new(_blockStart, _length);

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <summary>Not known.</summary>
    public override long Length => throw new NotSupportedException();

    /// <summary>Not known; see <see cref="Place"/>.</summary>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isEnded, this);
        while (!buffer.IsEmpty)
        {
            int count = Math.Min(buffer.Length, BlockText - _length);
            buffer[..count].CopyTo(_text.AsSpan(_length));
            buffer = buffer[count..];
            _length += count;
            if (_length == BlockText)
                Flush();
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Ends the present block, if anything is in it.</summary>
    public override void Flush()
    {
        if (_length == 0)
            return;
        Pack(level);
        if (BlockSize > BgzfBlock.LongestBlock)
            Pack(CompressionLevel.NoCompression);
        BgzfBlock.WriteHeader(file, BlockSize);
        file.Write(_packed.GetBuffer().AsSpan(GzipHeaderLength, (int)_packed.Length - GzipHeaderLength));
        _blockStart += BlockSize;
        _length = 0;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Ends the last block and writes the empty one that marks a whole file.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isEnded)
        {
            Flush();
            file.Write(BgzfBlock.End);
            _isEnded = true;
        }
        base.Dispose(disposing);
    }

    // The bytes of the packed block once its gzip header has given place to the longer one of BGZF.
    private int BlockSize => (int)_packed.Length - GzipHeaderLength + BgzfBlock.HeaderLength;

    private void Pack(CompressionLevel blockLevel)
    {
        _packed.SetLength(0);
        using var gzip = new GZipStream(_packed, blockLevel, leaveOpen: true);
        gzip.Write(_text.AsSpan(0, _length));
    }
}

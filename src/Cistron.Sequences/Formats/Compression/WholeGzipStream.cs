using System.IO.Compression;

namespace Cistron.Sequences.Formats.Compression;

/// <summary>
/// The unpacked bytes of a gzip file of one or more members (RFC 1952), which must be there to the last byte.
/// </summary>
/// <remarks>
/// <see cref="GZipStream"/> takes the end of a cut file for the end of the data, and a training set would silently
/// shrink. So a member of our own is read after the file's last byte: only when every member before it is complete does
/// it unpack, as the last thing, to <see cref="Seal"/>, which is checked and taken off.
/// </remarks>
internal sealed class WholeGzipStream : ReadOnlyStream
{
    private const int BlockSize = 1 << 16;

    private readonly string _file;
    private readonly MemoryStream _sealMember = new(PackedSeal, writable: false);
    private readonly GZipStream _unpacked;
    private readonly byte[] _block = new byte[BlockSize];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>
    /// Unpacks <paramref name="packed"/>, which it then owns; <paramref name="file"/> is named in errors.
    /// </summary>
    public WholeGzipStream(Stream packed, string file)
    {
        _file = file;
        _unpacked = new GZipStream(new JoinedStream(packed, _sealMember), CompressionMode.Decompress);
    }

    private static ReadOnlySpan<byte> Seal => "\0\u0007Cistron: whole\u0007\0"u8;

    private static byte[] PackedSeal { get; } = Pack(Seal);

    // The last bytes unpacked so far may be the seal, so they are served only once more bytes have come after them.
    private int Servable => _end - _start - Seal.Length;

    /// <exception cref="InputException">The file is damaged or ends early.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (Servable <= 0 && !_ended)
            Fill();
        int count = Math.Min(buffer.Length, Math.Max(Servable, 0));
        _block.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        _block.AsSpan(_start, _end - _start).CopyTo(_block);
        _end -= _start;
        _start = 0;
        while (_end < _block.Length && !_ended)
        {
            int read = Unpack(_block.AsSpan(_end));
            _end += read;
            _ended = read == 0;
        }
        if (_ended && !_block.AsSpan(0, _end).EndsWith(Seal))
            throw EndsEarly(inner: null);
    }

    private int Unpack(Span<byte> buffer)
    {
        try
        {
            return _unpacked.Read(buffer);
        }
        catch (InvalidDataException fault) when (_sealMember.Position > 0)
        {
            throw EndsEarly(fault);
        }
        catch (InvalidDataException fault)
        {
            throw new InputException(_file, null, "the gzip file is damaged", "its checksums must match",
                "download or pack it again", fault);
        }
    }

    private InputException EndsEarly(Exception? inner) =>
        new(_file, null, "the gzip file ends early", "it must run to its last checksum", "download or pack it again",
            inner);

    private static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}

namespace Cistron.Sequences.Formats.Compression;

/// <summary>
/// The packed bytes of a BGZF file as they are, which must end in the empty block: a file cut between two blocks is
/// faultless gzip, and only this block tells that it was longer.
/// </summary>
internal sealed class WholeBgzfStream(Stream packed, string file) : ReadOnlyStream
{
    // The last bytes that were read, as many as the block has; zeros before there were any.
    private readonly byte[] _last = new byte[BgzfBlock.End.Length];

    /// <exception cref="InputException">The end is reached and is not the empty block.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = packed.Read(buffer);
        if (read == 0 && !buffer.IsEmpty && !_last.AsSpan().SequenceEqual(BgzfBlock.End))
            throw BgzfBlock.Cut(file);
        int kept = Math.Max(0, _last.Length - read);
        _last.AsSpan(_last.Length - kept).CopyTo(_last);
        buffer[Math.Max(0, read - _last.Length)..read].CopyTo(_last.AsSpan(kept));
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            packed.Dispose();
        base.Dispose(disposing);
    }
}

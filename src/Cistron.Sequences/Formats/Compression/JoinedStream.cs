namespace Cistron.Sequences.Formats.Compression;

/// <summary>Several streams read one after the other as if they were one; it owns and closes them.</summary>
internal sealed class JoinedStream(params Stream[] parts) : ReadOnlyStream
{
    private int _part;

    public override int Read(Span<byte> buffer)
    {
        for (; _part < parts.Length; _part++)
        {
            int read = parts[_part].Read(buffer);
            if (read > 0 || buffer.IsEmpty)
                return read;
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (Stream part in parts)
                part.Dispose();
        base.Dispose(disposing);
    }
}

using System.Buffers;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Formats.Fasta;

/// <summary>
/// A FASTA file, plain or BGZF, of which any interval is read without the rest. The indices <c>.fai</c> and, for BGZF,
/// <c>.gzi</c> beside it are used; one that is missing, older than the file, or not of it is made again, and written
/// where that is possible. Safe for threads.
/// </summary>
public sealed class IndexedFasta : IDisposable
{
    private const int BlockSize = 1 << 16;

    private readonly string _path;
    private readonly Alphabet _alphabet;
    private readonly SeekableText _text;

    private IndexedFasta(string path, Alphabet alphabet)
    {
        (_path, _alphabet) = (path, alphabet);
        _text = SeekableText.Open(path);
        try
        {
            Index = new CompanionIndex(path, FastaIndex.Extension).Open(
                FastaIndex.Read, Fits, BuildIndex, (index, to) => index.Write(to));
        }
        catch
        {
            _text.Dispose();
            throw;
        }
    }

    /// <summary>What is in the file.</summary>
    public FastaIndex Index { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; standard input and plain gzip have no places to go to.</param>
    /// <param name="alphabet">What its bases pair by on the reverse strand.</param>
    /// <exception cref="InputException">
    /// The file cannot be opened, is damaged or plain gzip, or has lines that differ in length.
    /// </exception>
    public static IndexedFasta Open(string path, Alphabet alphabet) => new(path, alphabet);

    /// <summary>
    /// The bases of an interval as they stand in the file; on the reverse strand their reverse complement.
    /// </summary>
    /// <exception cref="InputException">
    /// There is no such sequence, it is shorter, the file was changed since it was opened, or a base has no complement.
    /// </exception>
    public byte[] Read(Interval interval)
    {
        if (!Index.TryFind(interval.Sequence, out FastaIndexEntry entry))
            throw SequenceFault.Unknown(_path, interval, Index.Entries.Select(known => known.Id));
        if (interval.Start < 0 || interval.Length < 0 || interval.End > entry.Length || interval.Length > Array.MaxLength)
            throw SequenceFault.Outside(_path, interval, entry.Length);
        byte[] bases = new byte[interval.Length];
        Read(entry, interval.Start, bases);
        if (interval.Strand == Strand.Reverse)
            Reverse(bases, interval);
        return bases;
    }

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    private void Read(FastaIndexEntry entry, long start, Span<byte> bases)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            for (int taken = 0; taken < bases.Length;)
            {
                long offset = entry.OffsetOf(start + taken);
                long end = entry.OffsetOf(start + bases.Length - 1) + 1;
                var text = rented.AsSpan(0, (int)Math.Min(end - offset, BlockSize));
                if (_text.Read(offset, text) < text.Length)
                    throw Changed();
                taken += TakeLines(text, entry, start + taken, bases[taken..]);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // Takes the bases out of a stretch of text that begins with the base at start, and gives how many they were.
    private int TakeLines(ReadOnlySpan<byte> text, FastaIndexEntry entry, long start, Span<byte> bases)
    {
        int taken = 0;
        while (!text.IsEmpty)
        {
            int count = (int)Math.Min(entry.LineBases - (start + taken) % entry.LineBases, text.Length);
            int width = (int)Math.Min(count + entry.LineWidth - entry.LineBases, text.Length);
            if (text[..count].ContainsAny("\r\n"u8) || text[count..width].ContainsAnyExcept(" \t\r\n"u8))
                throw Changed();
            text[..count].CopyTo(bases[taken..]);
            taken += count;
            text = text[width..];
        }
        return taken;
    }

    // Whether the last sequence of the index ends where the text does, but for white space.
    private bool Fits(FastaIndex index)
    {
        if (index.Entries is [])
            return false;
        FastaIndexEntry last = index.Entries[^1];
        byte[] rest = new byte[BlockSize];
        int read = _text.Read(last.Length > 0 ? last.OffsetOf(last.Length - 1) : Math.Max(last.Offset - 1, 0), rest);
        return read > 0 && read < rest.Length && !rest.AsSpan(1, read - 1).ContainsAnyExcept(" \t\r\n"u8);
    }

    private FastaIndex BuildIndex()
    {
        using TextLines lines = TextLines.Open(_path);
        return FastaIndex.Build(lines);
    }

    private void Reverse(byte[] bases, Interval interval)
    {
        try
        {
            ReverseComplement.InPlace(bases, _alphabet);
        }
        catch (ArgumentException fault)
        {
            throw new InputException(_path, null, $"{interval} has letters that pair with none",
                $"the {_alphabet} alphabet was expected", "correct the letters", fault);
        }
    }

    private InputException Changed() => new(_path, null, "its lines are not where its index says",
        "the index was to be of this file", "delete the index beside it, and it is made again");
}

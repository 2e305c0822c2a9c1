using System.Buffers.Binary;
using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Formats.TwoBit;

/// <summary>
/// A <c>.2bit</c> file, mapped into memory. All of its sizes and blocks are checked when it is opened; a region then takes
/// time in proportion to its bases and to the logarithm of the number of blocks. Safe for threads.
/// </summary>
public sealed class TwoBitFile : IDisposable
{
    private readonly string _path;
    private readonly MappedFile _file;
    private readonly bool _isSwapped;
    private readonly int _offsetSize;

    // Where the entry of each sequence stands in the index: the length of its name, the name, the place of its record.
    private readonly long[] _entries;
    private readonly uint[] _lengths;
    private readonly Lazy<TwoBitNames> _names;

    private TwoBitFile(string path)
    {
        _path = path;
        _file = new MappedFile(path);
        try
        {
            using MappedFile.Pages bytes = _file.Hold();
            _isSwapped = IsSwapped(bytes);
            var pages = new TwoBitPages(bytes, _isSwapped);
            _offsetSize = pages.UInt32(4) switch
            {
                0 => sizeof(uint),
                1 => sizeof(ulong),
                uint version => throw Fault($"the file is of version {version}", "versions 0 and 1 are known",
                    "make it again with faToTwoBit"),
            };
            _entries = ReadIndex(pages);
            _lengths = ReadLengths(pages);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
        _names = new Lazy<TwoBitNames>(() =>
        {
            using TwoBitPages pages = Hold();
            return new TwoBitNames(pages, _entries);
        });
    }

    /// <summary>How many sequences there are.</summary>
    public int Count => _entries.Length;

    /// <summary>The bytes of the file.</summary>
    public long Size => _file.Length;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputException">The file cannot be opened, is not <c>.2bit</c>, or is damaged.</exception>
    public static TwoBitFile Open(string path) => new(path);

    /// <summary>Whether a file begins as a <c>.2bit</c> file does.</summary>
    /// <exception cref="InputException">The file cannot be opened.</exception>
    public static bool IsTwoBit(string path)
    {
        using FileStream file = TextSource.OpenFile(path);
        byte[] start = new byte[sizeof(uint)];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && Signatures(start) is not (false, false);
    }

    /// <summary>The name of a sequence, by its place in the file.</summary>
    public string NameOf(int sequence)
    {
        using TwoBitPages pages = Hold();
        return Encoding.UTF8.GetString(TwoBitNames.Name(pages, _entries[sequence]));
    }

    /// <summary>The bases of a sequence, by its place in the file.</summary>
    public long LengthOf(int sequence) => _lengths[sequence];

    /// <summary>Where a base of a sequence stands in the file, in bytes.</summary>
    internal long PlaceOf(int sequence, long start)
    {
        using TwoBitPages pages = Hold();
        return TwoBitRecord.Read(pages, RecordOf(pages, sequence), Size)!.Value.Packed + start / 4;
    }

    /// <summary>The place of the first sequence of that name, or -1.</summary>
    public int IndexOf(string name)
    {
        TwoBitNames names = _names.Value;
        using TwoBitPages pages = Hold();
        return names.Find(name, pages, _entries);
    }

    /// <summary>Reads bases of a sequence on the forward strand: A, C, G, T and N.</summary>
    /// <param name="sequence">Its place in the file.</param>
    /// <param name="start">The first base.</param>
    /// <param name="bases">Is filled.</param>
    /// <param name="mask">What becomes of soft masking.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sequence has not that many bases.</exception>
    /// <exception cref="InputException">The file was cut since it was opened.</exception>
    public void Read(int sequence, long start, Span<byte> bases, SoftMask mask)
    {
        using TwoBitPages pages = Hold();
        TwoBitRecord record = TwoBitRecord.Read(pages, RecordOf(pages, sequence), Size)!.Value;
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, record.Length - bases.Length);
        int skipped = (int)(start % 4);
        int packed = (int)TwoBitBases.PackedLength((long)skipped + bases.Length);
        TwoBitBases.Unpack(pages.Bytes(record.Packed + start / 4, packed), skipped, bases);
        var unknown = new TwoBitBlockTable(pages, record.Unknown);
        for (long i = unknown.FirstBehind(start); unknown.TryClip(i, start, bases.Length, out Range part); i++)
            bases[part].Fill((byte)'N');
        if (mask == SoftMask.Raised)
            return;
        var masked = new TwoBitBlockTable(pages, record.Masked);
        for (long i = masked.FirstBehind(start); masked.TryClip(i, start, bases.Length, out Range part); i++)
            Ascii.ToLowerInPlace(bases[part], out _);
    }

    /// <summary>
    /// The bases of an interval, in lower case where they are soft-masked; on the reverse strand their reverse
    /// complement.
    /// </summary>
    /// <exception cref="InputException">
    /// There is no such sequence, it is shorter, or the file was cut since it was opened.
    /// </exception>
    public byte[] Read(Interval interval)
    {
        int sequence = IndexOf(interval.Sequence);
        if (sequence < 0)
            throw SequenceFault.Unknown(_path, interval, Enumerable.Range(0, Count).Select(NameOf));
        long length = LengthOf(sequence);
        if (interval.Start < 0 || interval.Length < 0 || interval.End > length || interval.Length > Array.MaxLength)
            throw SequenceFault.Outside(_path, interval, length);
        byte[] bases = new byte[interval.Length];
        Read(sequence, interval.Start, bases, SoftMask.Kept);
        if (interval.Strand == Strand.Reverse)
            ReverseComplement.InPlace(bases, Alphabet.Dna);
        return bases;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private TwoBitPages Hold() => new(_file.Hold(), _isSwapped);

    private long RecordOf(TwoBitPages pages, int sequence)
    {
        long place = _entries[sequence] + 1 + pages.Bytes(_entries[sequence], 1)[0];
        return _offsetSize == sizeof(uint) ? pages.UInt32(place) : (long)pages.UInt64(place);
    }

    private bool IsSwapped(MappedFile.Pages bytes)
    {
        if (Size >= TwoBitFormat.HeaderLength)
        {
            (bool isOurs, bool isSwapped) = Signatures(bytes.Bytes(0, sizeof(uint)));
            if (isOurs || isSwapped)
                return isSwapped;
        }
        throw Fault("this is no .2bit file", "such a file begins with its signature", "check that this is the right file");
    }

    private static (bool IsOurs, bool IsSwapped) Signatures(ReadOnlySpan<byte> start) =>
        (BinaryPrimitives.ReadUInt32LittleEndian(start) == TwoBitFormat.Signature,
            BinaryPrimitives.ReadUInt32BigEndian(start) == TwoBitFormat.Signature);

    private long[] ReadIndex(TwoBitPages pages)
    {
        uint count = pages.UInt32(8);
        // Each entry has a name of at least one letter.
        if (count > (Size - TwoBitFormat.HeaderLength) / (2 + _offsetSize) || count > Array.MaxLength)
            throw Damaged($"its index has {count} entries and no place for them");
        long[] entries = new long[count];
        long place = TwoBitFormat.HeaderLength;
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = place;
            int nameLength = place < Size ? pages.Bytes(place, 1)[0] : 0;
            if (nameLength == 0)
                throw Damaged($"entry {i + 1} of its index has no name");
            place += 1 + nameLength + _offsetSize;
            if (place > Size)
                throw Damaged("it ends within its index");
        }
        return entries;
    }

    // Checks all records on the way.
    private uint[] ReadLengths(TwoBitPages pages)
    {
        uint[] lengths = new uint[Count];
        long all = 0;
        for (int i = 0; i < Count; i++)
        {
            if (TwoBitRecord.Read(pages, RecordOf(pages, i), Size) is not { } record)
                throw Damaged($"sequence {Quote(pages, i)} is not all in it");
            // Records that lie in each other would take time without bound to check.
            all += record.End - record.Start;
            if (all > Size)
                throw Damaged("its sequences overlap");
            if (!new TwoBitBlockTable(pages, record.Unknown).IsInOrder(record.Length)
                || !new TwoBitBlockTable(pages, record.Masked).IsInOrder(record.Length))
                throw Damaged($"the blocks of sequence {Quote(pages, i)} are not in order");
            lengths[i] = (uint)record.Length;
        }
        return lengths;
    }

    private string Quote(TwoBitPages pages, int sequence) =>
        InputException.Quote(Encoding.UTF8.GetString(TwoBitNames.Name(pages, _entries[sequence])));

    private InputException Damaged(string found) => Fault($"the .2bit file is damaged: {found}",
        "all that its index tells of must be in it", "download or make it again");

    private InputException Fault(string found, string expected, string remedy) =>
        new(_path, null, found, expected, remedy);
}

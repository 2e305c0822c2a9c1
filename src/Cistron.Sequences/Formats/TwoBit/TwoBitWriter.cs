using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cistron.Sequences.Formats.TwoBit;

/// <summary>
/// Writes <c>.2bit</c>. Of a sequence a quarter of its bases is held in memory, in bytes, until it ends. A, C, G and T are
/// kept, and lower case as soft masking; U is written as T, and every other letter as N, for the format has no more.
/// </summary>
public sealed class TwoBitWriter
{
    private const int BlockBases = 1 << 16;
    private const long MostBases = uint.MaxValue;

    private static readonly SearchValues<byte> Bases = SearchValues.Create("ACGTUacgtu"u8);

    private readonly string _path;
    private readonly Stream _records;

    // What the index will hold: all names end to end, and for each sequence the length of its name and its record's size.
    private readonly ArrayBufferWriter<byte> _names = new();
    private readonly List<byte> _nameLengths = [];
    private readonly List<long> _sizes = [];

    // The sequence that is being written: its last bases as letters, those before them packed.
    private readonly byte[] _block = new byte[BlockBases];
    private readonly List<byte[]> _packed = [];
    private readonly TwoBitBlockList _unknown = new();
    private readonly TwoBitBlockList _masked = new();
    private string? _name;
    private long _length;
    private int _blockLength;

    private TwoBitWriter(string path, Stream records) => (_path, _records) = (path, records);

    /// <summary>
    /// Lets <paramref name="write"/> produce the sequences. The file appears under its name only when all of it is
    /// written. It is of version 0 unless it has more than 2^32 bytes: then it is of version 1, which older readers do
    /// not know.
    /// </summary>
    /// <exception cref="InputException">The folder does not exist, or the format cannot hold a sequence.</exception>
    public static void Write(string path, Action<TwoBitWriter> write) => Write(path, write, uint.MaxValue);

    /// <summary>As the other, with another limit of version 0.</summary>
    internal static void Write(string path, Action<TwoBitWriter> write, long longestOfVersion0) =>
        TextTarget.Write(path, file =>
        {
            // The index comes first in the file, but is known last.
            using var records = new FileStream(UnfinishedFile.NameFor($"{path}.records"), new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.ReadWrite,
                BufferSize = BlockBases,
                Options = FileOptions.DeleteOnClose,
            });
            var writer = new TwoBitWriter(path, records);
            write(writer);
            writer.End();
            writer.Join(file, longestOfVersion0);
        });

    /// <summary>Begins the next sequence.</summary>
    /// <param name="name">Its name; that no two have the same is up to the caller.</param>
    /// <exception cref="InputException">The name is empty or has more than 255 bytes.</exception>
    public void Begin(string name)
    {
        End();
        _name = name;
        int length = Encoding.UTF8.GetByteCount(name);
        if (length is 0 or > TwoBitFormat.LongestName)
            throw new InputException(_path, null,
                string.Create(CultureInfo.InvariantCulture, $"the name {InputException.Quote(name)} has {length} letters"),
                "a .2bit file has names of 1 to 255", "shorten the name; what follows a blank is no part of it");
        _nameLengths.Add((byte)length);
        _names.Write(Encoding.UTF8.GetBytes(name));
    }

    /// <summary>Writes on at the sequence that was begun last.</summary>
    /// <exception cref="InputException">The sequence has more than 2^32 - 1 bases.</exception>
    public void Append(ReadOnlySpan<byte> bases)
    {
        if (_name is null)
            throw new InvalidOperationException("Bases belong to a sequence: begin one.");
        while (!bases.IsEmpty)
        {
            int count = Math.Min(bases.Length, BlockBases - _blockLength);
            bases[..count].CopyTo(_block.AsSpan(_blockLength));
            bases = bases[count..];
            _blockLength += count;
            if (_blockLength == BlockBases)
                PackBlock();
        }
    }

    private void PackBlock()
    {
        if (_length + _blockLength > MostBases)
            throw new InputException(_path, null,
                string.Create(CultureInfo.InvariantCulture,
                    $"sequence {InputException.Quote(_name)} has more than {MostBases:N0} bases"),
                "a .2bit file cannot hold more in one", "split the sequence");
        Span<byte> block = _block.AsSpan(0, _blockLength);
        FindMasked(block);
        FindUnknown(block);
        int place = (int)(_length / BlockBases);
        if (place == _packed.Count)
            _packed.Add(new byte[BlockBases / 4]);
        TwoBitBases.Pack(block, _packed[place]);
        _length += _blockLength;
        _blockLength = 0;
    }

    private void FindMasked(ReadOnlySpan<byte> block)
    {
        for (int place = 0; block[place..].IndexOfAnyInRange((byte)'a', (byte)'z') is >= 0 and int next;)
        {
            place += next;
            int length = block[place..].IndexOfAnyExceptInRange((byte)'a', (byte)'z');
            length = length < 0 ? block.Length - place : length;
            _masked.Add(_length + place, length);
            place += length;
        }
    }

    private void FindUnknown(Span<byte> block)
    {
        for (int place = 0; block[place..].IndexOfAnyExcept(Bases) is >= 0 and int next;)
        {
            place += next;
            int length = block[place..].IndexOfAny(Bases);
            length = length < 0 ? block.Length - place : length;
            _unknown.Add(_length + place, length);
            // The reference implementation packs what is not known as T.
            block.Slice(place, length).Fill((byte)'T');
            place += length;
        }
    }

    private void End()
    {
        if (_name is null)
            return;
        PackBlock();
        TwoBitFormat.Write(_records, (uint)_length);
        _unknown.Write(_records);
        _masked.Write(_records);
        TwoBitFormat.Write(_records, 0u);
        long left = TwoBitBases.PackedLength(_length);
        _sizes.Add(2 * sizeof(uint) + _unknown.Size + _masked.Size + left);
        for (int i = 0; left > 0; i++)
        {
            int count = (int)Math.Min(left, BlockBases / 4);
            _records.Write(_packed[i].AsSpan(0, count));
            left -= count;
        }
        _unknown.Clear();
        _masked.Clear();
        _length = 0;
        _name = null;
    }

    private void Join(Stream file, long longestOfVersion0)
    {
        long Start(int offsetSize) => TwoBitFormat.HeaderLength + _names.WrittenCount + _sizes.Count * (1L + offsetSize);

        bool isLong = Start(sizeof(uint)) + _records.Length > longestOfVersion0;
        TwoBitFormat.Write(file, TwoBitFormat.Signature);
        TwoBitFormat.Write(file, isLong ? 1u : 0u);
        TwoBitFormat.Write(file, (uint)_sizes.Count);
        TwoBitFormat.Write(file, 0u);
        ReadOnlySpan<byte> names = _names.WrittenSpan;
        long start = Start(isLong ? sizeof(ulong) : sizeof(uint));
        for (int i = 0; i < _sizes.Count; i++)
        {
            file.WriteByte(_nameLengths[i]);
            file.Write(names[.._nameLengths[i]]);
            if (isLong)
                TwoBitFormat.Write(file, (ulong)start);
            else
                TwoBitFormat.Write(file, (uint)start);
            names = names[_nameLengths[i]..];
            start += _sizes[i];
        }
        _records.Position = 0;
        _records.CopyTo(file);
    }
}

using System.Buffers.Binary;

namespace Cistron.Sequences.Formats.Compression;

/// <summary>
/// Where the blocks of a BGZF file start in its text, so that a byte of the text is found without unpacking those before
/// it: what <c>bgzip --index</c> writes as <c>.gzi</c>.
/// </summary>
public sealed class GziIndex
{
    /// <summary>What is added to the name of the packed file.</summary>
    public const string Extension = ".gzi";

    private const int EntryLength = 16;

    // The first block, at 0 of both, is not in the file and is first here.
    private readonly List<long> _packed;
    private readonly List<long> _text;

    private GziIndex(List<long> packed, List<long> text) => (_packed, _text) = (packed, text);

    /// <summary>The number of blocks.</summary>
    public int Count => _packed.Count;

    /// <summary>Finds the blocks of a file by reading their headers.</summary>
    /// <exception cref="InputException">The file is not BGZF throughout.</exception>
    public static GziIndex Build(BgzfReader file)
    {
        var index = new GziIndex([], []);
        foreach ((long packed, long text) in file.Blocks())
        {
            // The empty block at the end holds no byte that could be asked for.
            if (packed > 0 && packed == file.Length - BgzfBlock.End.Length)
                break;
            index._packed.Add(packed);
            index._text.Add(text);
        }
        return index;
    }

    /// <summary>Reads an index.</summary>
    /// <exception cref="InputException">The file cannot be opened, or is no index that can be.</exception>
    public static GziIndex Read(string path)
    {
        using FileStream file = TextSource.OpenFile(path);
        byte[] bytes = new byte[EntryLength];
        long count = file.Length >= 8 && file.ReadAtLeast(bytes.AsSpan(0, 8), 8) == 8
            ? BinaryPrimitives.ReadInt64LittleEndian(bytes)
            : -1;
        if (count < 0 || count > int.MaxValue || file.Length != 8 + EntryLength * count)
            throw Unusable(path);
        var index = new GziIndex([0], [0]);
        using var buffered = new BufferedStream(file, 1 << 16);
        for (long i = 0; i < count; i++)
        {
            buffered.ReadExactly(bytes);
            index._packed.Add(BinaryPrimitives.ReadInt64LittleEndian(bytes));
            index._text.Add(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8)));
            if (index._packed[^1] - index._packed[^2] is < 1 or > BgzfBlock.LongestBlock
                || index._text[^1] - index._text[^2] is < 0 or > BgzfBlock.LongestBlock)
                throw Unusable(path);
        }
        return index;
    }

    /// <summary>Writes the index, whole or not at all.</summary>
    public void Write(string path) => TextTarget.Write(path, file =>
    {
        Span<byte> entry = stackalloc byte[EntryLength];
        BinaryPrimitives.WriteInt64LittleEndian(entry, Count - 1);
        file.Write(entry[..8]);
        for (int i = 1; i < Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(entry, _packed[i]);
            BinaryPrimitives.WriteInt64LittleEndian(entry[8..], _text[i]);
            file.Write(entry);
        }
    });

    /// <summary>The place of a byte of the text; one beyond its end is a place beyond the last block's text.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative.</exception>
    public VirtualOffset Locate(long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        int found = _text.BinarySearch(offset);
        int block = found < 0 ? ~found - 1 : found;
        return new VirtualOffset(_packed[block], (int)Math.Min(offset - _text[block], int.MaxValue));
    }

    /// <summary>Whether its last block is the last of <paramref name="file"/> that can have text.</summary>
    internal bool Fits(BgzfReader file)
    {
        long end = _packed[^1] + file.SizeOf(_packed[^1]);
        return end == file.Length || end == file.Length - BgzfBlock.End.Length;
    }

    private static InputException Unusable(string path) => new(path, null, "the index of the BGZF file cannot be used",
        "it holds as many places as its first number says, in growing order", "delete it, and it is made again");
}

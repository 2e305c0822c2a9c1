using System.Text;

namespace Cistron.Sequences.Formats.TwoBit;

/// <summary>
/// Finds sequences by their names: a hash table of their numbers alone, for the names themselves are in the file.
/// </summary>
internal sealed class TwoBitNames
{
    // Numbers of sequences, counted from 1; 0 is an empty place. At most half of the places are taken.
    private readonly int[] _places;

    /// <summary>Of sequences with one name, the first is found.</summary>
    public TwoBitNames(TwoBitPages pages, ReadOnlySpan<long> entries)
    {
        _places = new int[2 * entries.Length + 1];
        for (int i = 0; i < entries.Length; i++)
        {
            ref int place = ref Place(Name(pages, entries[i]), pages, entries);
            if (place == 0)
                place = i + 1;
        }
    }

    /// <summary>The name of the sequence whose entry in the index is at a place.</summary>
    public static ReadOnlySpan<byte> Name(TwoBitPages pages, long entry) =>
        pages.Bytes(entry + 1, pages.Bytes(entry, 1)[0]);

    /// <summary>The number of the sequence of that name, or -1.</summary>
    public int Find(string name, TwoBitPages pages, ReadOnlySpan<long> entries) =>
        Place(Encoding.UTF8.GetBytes(name), pages, entries) - 1;

    // The place where a name is, or would be.
    private ref int Place(ReadOnlySpan<byte> name, TwoBitPages pages, ReadOnlySpan<long> entries)
    {
        var hash = new HashCode();
        hash.AddBytes(name);
        uint place = (uint)hash.ToHashCode() % (uint)_places.Length;
        while (_places[place] != 0 && !Name(pages, entries[_places[place] - 1]).SequenceEqual(name))
            place = place + 1 == _places.Length ? 0 : place + 1;
        return ref _places[place];
    }
}

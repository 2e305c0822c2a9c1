using System.Numerics;

namespace Cistron.Sequences.Tokenizers.Bpe;

/// <summary>
/// Which symbol two symbols side by side become. Open addressing, a quarter full, an entry in 64 bits: most pairs of a text are in
/// no merge, and are told so by one look.
/// </summary>
internal sealed class MergeTable
{
    private const int SymbolBits = 20;
    private const ulong Empty = ulong.MaxValue;

    private readonly ulong[] _entries;
    private readonly int _shift;

    public MergeTable(BpeMerges merges)
    {
        int bits = Math.Max(4, BitOperations.Log2((uint)Math.Max(1, merges.Pairs.Count)) + 3);
        _entries = new ulong[1 << bits];
        Array.Fill(_entries, Empty);
        _shift = 64 - bits;
        foreach (var (left, right, made) in merges.Pairs)
        {
            ulong key = Key(left, right);
            int place = Place(key);
            while (_entries[place] != Empty)
                place = (place + 1) & (_entries.Length - 1);
            _entries[place] = (key << SymbolBits) | (uint)made;
        }
    }

    /// <summary>The symbol that a merge makes of the two; −1 where none joins them, or where one is negative.</summary>
    public int Find(int left, int right)
    {
        if ((left | right) < 0)
            return -1;
        ulong key = Key(left, right);
        ulong[] entries = _entries;
        for (int place = Place(key); ; place = (place + 1) & (entries.Length - 1))
        {
            ulong entry = entries[place];
            if (entry >> SymbolBits == key)
                return (int)(entry & ((1 << SymbolBits) - 1));
            if (entry == Empty)
                return -1;
        }
    }

    private static ulong Key(int left, int right) => ((ulong)(uint)left << SymbolBits) | (uint)right;

    // Fibonacci hashing (Knuth, The Art of Computer Programming 3, §6.4): the high bits of a product are well mixed.
    private int Place(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> _shift);
}

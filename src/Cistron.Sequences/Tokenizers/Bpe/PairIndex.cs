using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cistron.Sequences.Tokenizers.Bpe;

/// <summary>Where each pair of symbols stands in a text that is being merged, and how often.</summary>
/// <remarks>
/// All places of a pair come up at once, when the younger of its two symbols is made, and from then on only get fewer: they are one
/// stretch of a single array, and a place that is gone is passed over when it is met. Text and places take
/// <see cref="BytesPerLetter"/> bytes a letter, and a pair about 60.
/// </remarks>
internal sealed class PairIndex
{
    /// <summary>Four for the text, and twice four for places.</summary>
    public const int BytesPerLetter = 12;

    /// <summary>The longest text: an array holds twice as many places.</summary>
    public const int LongestText = 1 << 30;

    /// <summary>What stands between sequences; no pair reaches over it.</summary>
    public const int Break = -1;

    /// <summary>A pair that stands once is not worth a token.</summary>
    public const int FewestPlaces = 2;

    private const int Inside = -2;
    private const int SymbolBits = 20;

    private readonly int[] _text;
    private readonly int[] _places;
    private readonly List<int> _lengths;
    private readonly int _longest;
    private readonly Dictionary<ulong, Pair> _pairs = [];
    private readonly PriorityQueue<ulong, Rank> _queue = new();
    private readonly Neighbours _before, _behind;
    private int _used;

    /// <summary>The index of a text, which it takes over and changes.</summary>
    /// <param name="text">Symbols of one letter, or <see cref="Break"/>; at most <see cref="LongestText"/>.</param>
    /// <param name="letters">How many symbols of one letter there are.</param>
    /// <param name="longest">The most letters of a symbol.</param>
    /// <param name="symbols">The most symbols that there will be.</param>
    public PairIndex(int[] text, int letters, int longest, int symbols)
    {
        (_text, _longest) = (text, longest);
        (_before, _behind) = (new Neighbours(symbols), new Neighbours(symbols));
        _lengths = [.. Enumerable.Repeat(1, letters)];
        _places = new int[Math.Max(1, 2 * text.Length)];
        int[] counts = new int[letters * letters], next = new int[letters * letters];
        for (int i = 0; i + 1 < text.Length; i++)
            if ((text[i] | text[i + 1]) >= 0)
                counts[text[i] * letters + text[i + 1]]++;
        for (int pair = 0; pair < counts.Length; pair++)
            next[pair] = Open(pair / letters, pair % letters, counts[pair]);
        for (int i = 0; i + 1 < text.Length; i++)
            if ((text[i] | text[i + 1]) >= 0 && next[text[i] * letters + text[i + 1]] >= 0)
                _places[next[text[i] * letters + text[i + 1]]++] = i;
        Tokens = text.Count(symbol => symbol != Break);
    }

    /// <summary>How many tokens the text has now.</summary>
    public long Tokens { get; private set; }

    /// <summary>Makes a symbol of the pair that stands most often, and gives the pair; null when none stands twice.</summary>
    /// <remarks>
    /// The places of AA in AAA are two. Of pairs that stand as often, the one with the older left symbol comes first, then the one
    /// with the older right symbol.
    /// </remarks>
    public (int Left, int Right)? MergeMostFrequent()
    {
        while (_queue.TryDequeue(out ulong key, out Rank rank))
        {
            ref Pair pair = ref CollectionsMarshal.GetValueRefOrNullRef(_pairs, key);
            if (Unsafe.IsNullRef(ref pair))
                continue;
            // Counts only fall: a rank that is out of date is too high, and is met in time.
            if (pair.Count == rank.Count)
                return Merge(key);
            _queue.Enqueue(key, new Rank(pair.Count, key));
        }
        return null;
    }

    private (int Left, int Right) Merge(ulong key)
    {
        var (left, right) = Symbols(key);
        int made = _lengths.Count;
        // A merge takes two tokens and brings two pairs at most.
        if (_places.Length - _used < 2L * _pairs[key].Count)
            Sweep();
        _pairs.Remove(key, out Pair pair);
        _lengths.Add(_lengths[left] + _lengths[right]);

        Span<int> merged = Join(left, right, made, _places.AsSpan(pair.Start, pair.Length));
        Tokens -= merged.Length;
        foreach (int symbol in _before.Symbols)
            Lower(symbol, left, _before.Counts[symbol]);
        foreach (int symbol in _behind.Symbols)
            Lower(right, symbol, _behind.Counts[symbol]);
        _before.Clear();
        _behind.Clear();

        Count(merged, made);
        foreach (int symbol in _before.Symbols)
            _before.NextPlace[symbol] = Open(symbol, made, _before.Counts[symbol]);
        foreach (int symbol in _behind.Symbols)
            _behind.NextPlace[symbol] = Open(made, symbol, _behind.Counts[symbol]);
        Put(merged, made);
        _before.Clear();
        _behind.Clear();
        return (left, right);
    }

    /// <summary>
    /// Merges a pair wherever it still stands, counts the pairs that are torn apart by it, and gives the places of the new symbol.
    /// </summary>
    private Span<int> Join(int left, int right, int made, Span<int> places)
    {
        int[] text = _text;
        int leftLength = _lengths[left], length = _lengths[made], count = 0;
        foreach (int place in places)
        {
            if (!Stands(place, left, leftLength, right))
                continue;
            int end = place + length;
            // What is torn apart between two new symbols is counted behind the first of them.
            if (place > 0 && text[place - 1] != made)
                _before.Add(text[place - 1]);
            if (end < text.Length)
                _behind.Add(text[end]);
            text[place + leftLength - 1] = text[place + leftLength] = Inside;
            text[place] = text[end - 1] = made;
            places[count++] = place;
        }
        return places[..count];
    }

    // A symbol stands at its first letter and at its last. A place where a symbol began is never again the end of the same one.
    private bool Stands(int place, int left, int leftLength, int right) =>
        _text[place] == left && place + leftLength < _text.Length && _text[place + leftLength] == right;

    private void Lower(int left, int right, int count)
    {
        ulong key = Key(left, right);
        ref Pair pair = ref CollectionsMarshal.GetValueRefOrNullRef(_pairs, key);
        if (Unsafe.IsNullRef(ref pair))
            return;
        pair.Count -= count;
        if (pair.Count < FewestPlaces)
            _pairs.Remove(key);
    }

    private void Count(ReadOnlySpan<int> places, int made)
    {
        int[] text = _text;
        int length = _lengths[made];
        foreach (int place in places)
        {
            if (place > 0 && text[place - 1] != made)
                _before.Add(text[place - 1]);
            if (place + length < text.Length)
                _behind.Add(text[place + length]);
        }
    }

    private void Put(ReadOnlySpan<int> places, int made)
    {
        int[] text = _text, room = _places;
        int length = _lengths[made];
        foreach (int place in places)
        {
            if (place > 0 && text[place - 1] is >= 0 and var before && before != made && _before.NextPlace[before] >= 0)
                room[_before.NextPlace[before]++] = place - _lengths[before];
            if (place + length < text.Length && text[place + length] is >= 0 and var behind && _behind.NextPlace[behind] >= 0)
                room[_behind.NextPlace[behind]++] = place;
        }
    }

    // Room for the places of a new pair; −1 for one that will never be merged.
    private int Open(int left, int right, int count)
    {
        if (count < FewestPlaces || _lengths[left] + _lengths[right] > _longest)
            return -1;
        ulong key = Key(left, right);
        _pairs.Add(key, new Pair { Start = _used, Length = count, Count = count });
        _queue.Enqueue(key, new Rank(count, key));
        _used += count;
        return _used - count;
    }

    // Moves the places that still stand together, in the order in which they lie.
    private void Sweep()
    {
        _used = 0;
        foreach (var (key, pair) in _pairs.OrderBy(pair => pair.Value.Start).ToArray())
        {
            var (left, right) = Symbols(key);
            int leftLength = _lengths[left], start = _used;
            foreach (int place in _places.AsSpan(pair.Start, pair.Length))
                if (Stands(place, left, leftLength, right))
                    _places[_used++] = place;
            _pairs[key] = pair with { Start = start, Length = _used - start };
        }
    }

    // Not 32 bits each: .NET's hash of 64 bits is one half xor the other, the same for very many pairs then.
    private static ulong Key(int left, int right) => ((ulong)(uint)left << SymbolBits) | (uint)right;

    private static (int Left, int Right) Symbols(ulong key) => ((int)(key >> SymbolBits), (int)(key & ((1 << SymbolBits) - 1)));

    /// <summary>Where the places of a pair lie, and how many of them still stand.</summary>
    private record struct Pair(int Start, int Length, int Count);

    /// <summary>The more places the earlier; then by symbols.</summary>
    private readonly record struct Rank(int Count, ulong Key) : IComparable<Rank>
    {
        public int CompareTo(Rank other) => Count != other.Count ? other.Count.CompareTo(Count) : Key.CompareTo(other.Key);
    }

    /// <summary>How often each symbol stands at one side of another, and where the next of its places goes.</summary>
    private sealed class Neighbours(int symbols)
    {
        public List<int> Symbols { get; } = [];

        public int[] Counts { get; } = new int[symbols];

        public int[] NextPlace { get; } = new int[symbols];

        public void Add(int symbol)
        {
            if (symbol >= 0 && Counts[symbol]++ == 0)
                Symbols.Add(symbol);
        }

        public void Clear()
        {
            foreach (int symbol in Symbols)
                Counts[symbol] = 0;
            Symbols.Clear();
        }
    }
}

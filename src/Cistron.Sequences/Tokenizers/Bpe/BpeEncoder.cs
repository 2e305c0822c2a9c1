using System.Numerics;
using System.Runtime.InteropServices;

namespace Cistron.Sequences.Tokenizers.Bpe;

/// <summary>
/// Applies merges to letters: the one of the lowest rank wherever it can be applied, from left to right, then the next (Sennrich
/// et al. 2016, §3.2). Places wait in a list for each rank. Where every merge joins symbols that were made before it, it only makes
/// pairs of higher ranks, and the ranks are gone through once; elsewhere one of a lower rank may come up, and is done first.
/// </summary>
internal sealed class BpeEncoder
{
    /// <summary>What is not one of the letters.</summary>
    public const int Unknown = -1;

    // A token's symbol stands at its first letter, and this less it at its last, so that the one is never taken for the other.
    private const int End = -2;

    // Beyond this many letters the room for one sequence is not kept for the next.
    private const int LongestKept = 1 << 20;

    [ThreadStatic]
    private static Room? _room;

    private readonly MergeTable _table;
    private readonly int _letters;
    private readonly int[] _lengths;
    private readonly int[] _symbolOf = new int[256];

    // Of each rank the only merge, or one of several.
    private readonly BpeMerge[] _mergeOf;

    // Whether the order of a rank's places matters: where they may overlap, as those of AA do in AAA, and where a lower rank may come up
    // between them. Then they are merged from left to right.
    private readonly bool[] _isOrdered;

    // Whether a rank has several merges.
    private readonly bool[] _isShared;

    public BpeEncoder(BpeMerges merges)
    {
        _table = new MergeTable(merges);
        _letters = merges.Letters.Length;
        _lengths = [.. merges.Texts.Select(text => text.Length)];
        int ranks = merges.Texts.Count - _letters;
        (_mergeOf, _isOrdered, _isShared) = (new BpeMerge[ranks], new bool[ranks], new bool[ranks]);
        foreach (BpeMerge merge in merges.Pairs)
        {
            int rank = merge.Made - _letters;
            _isShared[rank] = _mergeOf[rank] != default;
            _isOrdered[rank] |= _isShared[rank] || merge.Left == merge.Right;
            _mergeOf[rank] = merge;
        }
        if (merges.Pairs.Any(merge => merge.Left > merge.Made || merge.Right > merge.Made))
            Array.Fill(_isOrdered, true);
        Array.Fill(_symbolOf, Unknown);
        for (int symbol = 0; symbol < _letters; symbol++)
            _symbolOf[merges.Letters[symbol]] = symbol;
    }

    /// <summary>Appends the symbols of a text, <see cref="Unknown"/> for each letter that is none.</summary>
    public void Encode(ReadOnlySpan<byte> text, List<int> symbols)
    {
        Room room = _room ?? new Room();
        _room = null;
        room.Fit(text.Length, _mergeOf.Length);
        Span<int> tokens = room.Symbols.AsSpan(0, text.Length);
        for (int i = 0; i < text.Length; i++)
            tokens[i] = _symbolOf[text[i]];
        // From the right, so that each rank's list begins at the left.
        for (int i = text.Length - 2; i >= 0; i--)
            Wait(room, i, tokens[i], tokens[i + 1]);
        while (room.FirstRank() is >= 0 and var rank)
            Merge(room, rank, tokens);

        int first = symbols.Count;
        CollectionsMarshal.SetCount(symbols, first + text.Length);
        Span<int> added = CollectionsMarshal.AsSpan(symbols)[first..];
        int count = 0;
        for (int place = 0; place < tokens.Length; place += tokens[place] < 0 ? 1 : _lengths[tokens[place]])
            added[count++] = tokens[place];
        CollectionsMarshal.SetCount(symbols, first + count);
        if (text.Length <= LongestKept)
            _room = room;
    }

    private void Wait(Room room, int place, int left, int right)
    {
        int made = _table.Find(left, right);
        if (made >= 0)
            room.Add(made - _letters, place);
    }

    private void Merge(Room room, int rank, Span<int> tokens)
    {
        int made = _letters + rank, length = _lengths[made];
        ReadOnlySpan<int> places = room.Take(rank, _isOrdered[rank]);
        for (int i = 0; i < places.Length; i++)
        {
            int place = places[i], end = place + length;
            if (!Stands(rank, place, tokens, out int right))
                continue;
            tokens[right] = Unknown;
            tokens[end - 1] = End - made;
            tokens[place] = made;
            if (end < tokens.Length)
                Wait(room, place, made, tokens[end]);
            if (place > 0 && SymbolBefore(place, tokens) is >= 0 and var before)
                Wait(room, place - _lengths[before], before, made);
            if (room.FirstRankBound < rank)
            {
                // What has come up is of a lower rank and goes first.
                room.PutBack(rank, places[(i + 1)..]);
                return;
            }
        }
    }

    // Whether what waited for a rank at a place is still there: either neighbour may have been merged in the meantime.
    private bool Stands(int rank, int place, ReadOnlySpan<int> tokens, out int right)
    {
        int left = tokens[place];
        right = left < 0 ? tokens.Length : place + _lengths[left];
        if (right >= tokens.Length)
            return false;
        BpeMerge merge = _mergeOf[rank];
        return (left == merge.Left && tokens[right] == merge.Right)
            || (_isShared[rank] && _table.Find(left, tokens[right]) == merge.Made);
    }

    private static int SymbolBefore(int place, ReadOnlySpan<int> tokens)
    {
        int last = tokens[place - 1];
        return last <= End ? End - last : last;
    }

    /// <summary>Room for one sequence, which the next one finds empty again.</summary>
    private sealed class Room
    {
        private const int None = -1;

        private readonly List<(int Place, int Next)> _waiting = [];
        private readonly List<int> _taken = [];
        private int[] _firstOf = [];
        private ulong[] _isWaiting = [];

        /// <summary>The symbol of each token.</summary>
        public int[] Symbols { get; private set; } = [];

        /// <summary>No place waits for a rank below this.</summary>
        public int FirstRankBound { get; private set; }

        public void Fit(int letters, int ranks)
        {
            if (Symbols.Length < letters)
                Symbols = new int[BitOperations.RoundUpToPowerOf2((uint)letters)];
            if (_firstOf.Length < ranks)
            {
                _firstOf = new int[ranks];
                Array.Fill(_firstOf, None);
                _isWaiting = new ulong[(ranks + 63) / 64];
            }
            _waiting.Clear();
            FirstRankBound = 0;
        }

        public void Add(int rank, int place)
        {
            _waiting.Add((place, _firstOf[rank]));
            _firstOf[rank] = _waiting.Count - 1;
            _isWaiting[rank >> 6] |= 1UL << rank;
            FirstRankBound = Math.Min(FirstRankBound, rank);
        }

        public void PutBack(int rank, ReadOnlySpan<int> places)
        {
            for (int i = places.Length - 1; i >= 0; i--)
                Add(rank, places[i]);
        }

        /// <summary>The lowest rank that a place waits for; −1 when none does.</summary>
        public int FirstRank()
        {
            for (int word = FirstRankBound >> 6; word < _isWaiting.Length; word++)
                if (_isWaiting[word] != 0)
                    return FirstRankBound = (word << 6) + BitOperations.TrailingZeroCount(_isWaiting[word]);
            return -1;
        }

        /// <summary>The places that wait for a rank, which wait no longer.</summary>
        public ReadOnlySpan<int> Take(int rank, bool isOrdered)
        {
            _taken.Clear();
            for (int i = _firstOf[rank]; i != None; i = _waiting[i].Next)
                _taken.Add(_waiting[i].Place);
            _firstOf[rank] = None;
            _isWaiting[rank >> 6] &= ~(1UL << rank);
            if (isOrdered)
                _taken.Sort();
            return CollectionsMarshal.AsSpan(_taken);
        }
    }
}

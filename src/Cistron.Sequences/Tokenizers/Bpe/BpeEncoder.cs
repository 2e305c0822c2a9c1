using System.Numerics;
using System.Runtime.InteropServices;

namespace Cistron.Sequences.Tokenizers.Bpe;

/// <summary>
/// Applies merges to letters: the one of the lowest rank wherever it can be applied, from left to right, then the next (Sennrich
/// et al. 2016, §3.2). Places wait in a list for each rank, and a merge only makes pairs of higher ranks, so that the ranks are
/// gone through once: the time grows with the length, and not with its square.
/// </summary>
internal sealed class BpeEncoder
{
    /// <summary>What is not one of the letters.</summary>
    public const int Unknown = -1;

    // Where a token's first and last letter have been before it was merged.
    private const int Inside = -2;

    // Beyond this many letters the room for one sequence is not kept for the next.
    private const int LongestKept = 1 << 20;

    [ThreadStatic]
    private static Room? _room;

    private readonly MergeTable _table;
    private readonly (int Left, int Right)[] _pairs;
    private readonly int _letters;
    private readonly int[] _lengths;
    private readonly int[] _symbolOf = new int[256];

    public BpeEncoder(BpeMerges merges)
    {
        _table = new MergeTable(merges);
        _pairs = [.. merges.Pairs];
        _letters = merges.Letters.Length;
        _lengths = [.. merges.Texts.Select(text => text.Length)];
        Array.Fill(_symbolOf, Unknown);
        for (int symbol = 0; symbol < _letters; symbol++)
            _symbolOf[merges.Letters[symbol]] = symbol;
    }

    /// <summary>Appends the symbols of a text, <see cref="Unknown"/> for each letter that is none.</summary>
    public void Encode(ReadOnlySpan<byte> text, List<int> symbols)
    {
        Room room = _room ?? new Room();
        _room = null;
        room.Fit(text.Length, _pairs.Length);
        Span<int> tokens = room.Symbols.AsSpan(0, text.Length);
        for (int i = 0; i < text.Length; i++)
            tokens[i] = _symbolOf[text[i]];
        // From the right, so that each rank's list begins at the left.
        for (int i = text.Length - 2; i >= 0; i--)
            Wait(room, i, tokens[i], tokens[i + 1]);
        for (int rank = room.FirstRank(0); rank >= 0; rank = room.FirstRank(rank))
            Merge(room, rank, tokens);

        int first = symbols.Count;
        CollectionsMarshal.SetCount(symbols, first + text.Length);
        Span<int> added = CollectionsMarshal.AsSpan(symbols)[first..];
        int count = 0;
        for (int place = 0; place < tokens.Length; place += LengthOf(tokens[place]))
            added[count++] = tokens[place];
        CollectionsMarshal.SetCount(symbols, first + count);
        if (text.Length <= LongestKept)
            _room = room;
    }

    private int LengthOf(int symbol) => symbol < 0 ? 1 : _lengths[symbol];

    private void Wait(Room room, int place, int left, int right)
    {
        int made = _table.Find(left, right);
        if (made >= 0)
            room.Add(made - _letters, place);
    }

    private void Merge(Room room, int rank, Span<int> tokens)
    {
        var (left, right) = _pairs[rank];
        int made = _letters + rank, leftLength = _lengths[left], length = _lengths[made];
        ReadOnlySpan<int> places = room.Take(rank, isSorted: left != right);
        foreach (int place in places)
        {
            // A neighbour was merged in the meantime.
            if (tokens[place] != left || place + leftLength >= tokens.Length || tokens[place + leftLength] != right)
                continue;
            int end = place + length;
            tokens[place + leftLength - 1] = tokens[place + leftLength] = Inside;
            tokens[place] = tokens[end - 1] = made;
            if (end < tokens.Length)
                Wait(room, place, made, tokens[end]);
            if (place > 0 && tokens[place - 1] >= 0)
                Wait(room, place - _lengths[tokens[place - 1]], tokens[place - 1], made);
        }
    }

    /// <summary>Room for one sequence, which the next one finds empty again.</summary>
    private sealed class Room
    {
        private const int None = -1;

        private readonly List<(int Place, int Next)> _waiting = [];
        private readonly List<int> _taken = [];
        private int[] _firstOf = [];
        private ulong[] _isWaiting = [];

        /// <summary>The symbol of each token, at its first letter and at its last.</summary>
        public int[] Symbols { get; private set; } = [];

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
        }

        public void Add(int rank, int place)
        {
            _waiting.Add((place, _firstOf[rank]));
            _firstOf[rank] = _waiting.Count - 1;
            _isWaiting[rank >> 6] |= 1UL << rank;
        }

        /// <summary>The lowest rank from <paramref name="start"/> on that a place waits for; −1 when none does.</summary>
        public int FirstRank(int start)
        {
            for (int word = start >> 6; word < _isWaiting.Length; word++)
                if (_isWaiting[word] != 0)
                    return (word << 6) + BitOperations.TrailingZeroCount(_isWaiting[word]);
            return -1;
        }

        /// <summary>The places that wait for a rank, which wait no longer.</summary>
        /// <param name="rank">The rank.</param>
        /// <param name="isSorted">False: from left to right, which matters where places overlap, as in AAA.</param>
        public ReadOnlySpan<int> Take(int rank, bool isSorted)
        {
            _taken.Clear();
            for (int i = _firstOf[rank]; i != None; i = _waiting[i].Next)
                _taken.Add(_waiting[i].Place);
            _firstOf[rank] = None;
            _isWaiting[rank >> 6] &= ~(1UL << rank);
            if (!isSorted)
                _taken.Sort();
            return CollectionsMarshal.AsSpan(_taken);
        }
    }
}

using System.Runtime.InteropServices;
using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Motifs;

/// <summary>
/// Finds many short sequences in a long one at once (Aho and Corasick, "Efficient string matching", 1975): one step a base
/// and one a find, however many patterns there are. Immutable and safe for threads.
/// </summary>
public sealed class PatternSearch
{
    private const int Root = 0;

    private readonly Alphabet _alphabet;
    private readonly int[] _lengths;

    // Of each node: the node after each letter; the pattern that ends in it, or -1; the next shorter end behind it. The root,
    // node 0, also stands for none.
    private readonly List<int> _next = [];
    private readonly List<int> _pattern = [];
    private readonly List<int> _shorter = [];

    /// <summary>A search for patterns of the canonical letters of an alphabet.</summary>
    /// <param name="patterns">All different, none empty.</param>
    /// <param name="alphabet">What they are written in.</param>
    /// <exception cref="ArgumentException">A pattern is empty, comes twice, or has another letter.</exception>
    public PatternSearch(IReadOnlyList<byte[]> patterns, Alphabet alphabet)
    {
        _alphabet = alphabet;
        _lengths = [.. patterns.Select(pattern => pattern.Length)];
        AddNode();
        for (int i = 0; i < patterns.Count; i++)
            Insert(patterns[i], i);
        Link();
    }

    /// <summary>All places of all patterns, by their ends; a letter outside the alphabet's canonical ones is in none.</summary>
    public IEnumerable<(int Pattern, int Start)> Find(byte[] bases)
    {
        int node = Root;
        for (int i = 0; i < bases.Length; i++)
        {
            int letter = _alphabet.IndexOf(bases[i]);
            node = letter < 0 ? Root : _next[node * _alphabet.Letters.Length + letter];
            for (int end = _pattern[node] >= 0 ? node : _shorter[node]; end != Root; end = _shorter[end])
                yield return (_pattern[end], i + 1 - _lengths[_pattern[end]]);
        }
    }

    private void Insert(byte[] pattern, int number)
    {
        int node = Root;
        foreach (byte letter in pattern)
        {
            int index = _alphabet.IndexOf(letter);
            if (index < 0)
                throw new ArgumentException($"A pattern has '{(char)letter}', which is no letter of {_alphabet}.", nameof(pattern));
            int place = node * _alphabet.Letters.Length + index;
            node = _next[place] != Root ? _next[place] : _next[place] = AddNode();
        }
        if (node == Root || _pattern[node] >= 0)
            throw new ArgumentException($"Pattern {number} is empty or comes twice.", nameof(pattern));
        _pattern[node] = number;
    }

    private int AddNode()
    {
        CollectionsMarshal.SetCount(_next, _next.Count + _alphabet.Letters.Length);
        CollectionsMarshal.AsSpan(_next)[^_alphabet.Letters.Length..].Clear();
        _pattern.Add(-1);
        _shorter.Add(Root);
        return _pattern.Count - 1;
    }

    // By rising depth: where a pattern goes no further, the search goes on in its longest suffix that begins another.
    private void Link()
    {
        int width = _alphabet.Letters.Length;
        int[] suffix = new int[_pattern.Count];
        var queue = new Queue<int>([Root]);
        while (queue.TryDequeue(out int node))
        {
            int behind = suffix[node];
            _shorter[node] = _pattern[behind] >= 0 ? behind : _shorter[behind];
            for (int letter = 0; letter < width; letter++)
            {
                int child = _next[node * width + letter];
                int other = node == Root ? Root : _next[behind * width + letter];
                if (child == Root)
                {
                    _next[node * width + letter] = other;
                    continue;
                }
                suffix[child] = other;
                queue.Enqueue(child);
            }
        }
    }
}

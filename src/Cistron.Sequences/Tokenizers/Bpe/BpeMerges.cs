namespace Cistron.Sequences.Tokenizers.Bpe;

/// <summary>
/// Byte-pair encoding (Gage 1994; for words of languages Sennrich et al. 2016, §3.2) as its training gives it: single letters,
/// and what is merged of them. A symbol is a letter or what a merge makes: symbols 0 to L − 1 are the L letters, and the others
/// follow in the order in which they were learned, which is their rank. Immutable and safe for threads.
/// </summary>
public sealed class BpeMerges
{
    /// <summary>The most symbols that there can be: many times what any model has rows for.</summary>
    public const int MostSymbols = 1 << 20;

    /// <summary>The most letters that a symbol can have.</summary>
    public const int LongestSymbol = 1 << 10;

    private readonly string[] _texts;
    private readonly BpeMerge[] _pairs;

    /// <summary>Letters and merges, each of which makes a symbol of its own.</summary>
    /// <param name="letters">ASCII letters, each once.</param>
    /// <param name="merges">The two symbols that each merge joins, in the order of ranks: the first is applied first.</param>
    /// <exception cref="ArgumentException">
    /// A letter is not ASCII or stands twice; a merge joins a symbol that is not there yet, or makes what is there already, or what
    /// is longer than <see cref="LongestSymbol"/>; or there are more than <see cref="MostSymbols"/>.
    /// </exception>
    public BpeMerges(string letters, IEnumerable<(int Left, int Right)> merges)
    {
        if (letters.Length == 0 || letters.Any(letter => !char.IsAscii(letter) || char.IsWhiteSpace(letter)))
            throw new ArgumentException("Letters are ASCII, without white space, and there is at least one.", nameof(letters));
        List<string> texts = [.. letters.Select(letter => letter.ToString())];
        var known = texts.ToHashSet(StringComparer.Ordinal);
        if (known.Count < texts.Count)
            throw new ArgumentException("A letter stands twice.", nameof(letters));
        List<BpeMerge> pairs = [];
        foreach (var (left, right) in merges)
        {
            if ((uint)left >= (uint)texts.Count || (uint)right >= (uint)texts.Count)
                throw new ArgumentException($"Merge {pairs.Count} joins a symbol that is made later.", nameof(merges));
            if (texts.Count == MostSymbols)
                throw new ArgumentException($"There are more than {MostSymbols:N0} symbols.", nameof(merges));
            if (texts[left].Length + texts[right].Length > LongestSymbol)
                throw new ArgumentException($"Merge {pairs.Count} makes more than {LongestSymbol:N0} letters.", nameof(merges));
            string text = texts[left] + texts[right];
            if (!known.Add(text))
                throw new ArgumentException($"Merge {pairs.Count} makes '{text}', which is there already.", nameof(merges));
            pairs.Add(new BpeMerge(left, right, texts.Count));
            texts.Add(text);
        }
        (Letters, _texts, _pairs) = (letters, [.. texts], [.. pairs]);
    }

    /// <summary>Letters, symbols and merges that somebody has checked.</summary>
    internal BpeMerges(string letters, IEnumerable<string> texts, IEnumerable<BpeMerge> pairs) =>
        (Letters, _texts, _pairs) = (letters, [.. texts], [.. pairs]);

    /// <summary>The letters in the order of their symbols.</summary>
    public string Letters { get; }

    /// <summary>What each symbol stands for.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The merges, those of the first rank first. SentencePiece makes a symbol of any two that spell it.</summary>
    public IReadOnlyList<BpeMerge> Pairs => _pairs;
}

/// <summary>Two symbols that become one where they stand side by side.</summary>
/// <param name="Left">The left symbol.</param>
/// <param name="Right">The right symbol.</param>
/// <param name="Made">What they become; the lower its number, the earlier.</param>
public readonly record struct BpeMerge(int Left, int Right, int Made);

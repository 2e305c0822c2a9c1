using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tokenizers.Bpe;

/// <summary>A BPE tokenizer as files have it: in words.</summary>
/// <param name="Tokens">In the order of the ids; the special ones as <see cref="SpecialTokens.Names"/> call them.</param>
/// <param name="Merges">Two tokens each, in the order of the ranks.</param>
internal sealed record BpeParts(IReadOnlyList<string> Tokens, IReadOnlyList<(string Left, string Right)> Merges)
{
    /// <summary>The merges in words.</summary>
    public static IEnumerable<(string Left, string Right)> WordsOf(BpeMerges merges) =>
        merges.Pairs.Select(pair => (merges.Texts[pair.Left], merges.Texts[pair.Right]));

    /// <summary>The tokenizer.</summary>
    /// <exception cref="FormatException">The parts do not belong together; the message says why, for people.</exception>
    public BpeTokenizer Build(Alphabet alphabet, UnknownLetters unknown)
    {
        if (Tokens.Count > BpeMerges.MostSymbols)
            throw new FormatException($"there are {Tokens.Count:N0} tokens, more than {BpeMerges.MostSymbols:N0}");
        string letters = string.Concat(Tokens.Where(token => token is [var letter] && char.IsAscii(letter)).Distinct());
        foreach (byte letter in alphabet.Letters)
            if (!letters.Contains((char)letter, StringComparison.Ordinal))
                throw new FormatException($"there is no token for the {alphabet} base {(char)letter}");
        return new BpeTokenizer(Joined(letters), VocabularyOf(), alphabet, unknown);
    }

    private BpeMerges Joined(string letters)
    {
        var tokens = Tokens.ToHashSet(StringComparer.Ordinal);
        List<string> texts = [.. letters.Select(letter => letter.ToString())];
        var symbols = texts.Index().ToDictionary(letter => letter.Item, letter => letter.Index, StringComparer.Ordinal);
        for (int i = 0; i < Merges.Count; i++)
        {
            string made = Merges[i].Left + Merges[i].Right;
            // Several merges in a row may make one token, which has one rank.
            if (made == texts[^1])
                continue;
            if (made.Length > BpeMerges.LongestSymbol)
                throw new FormatException($"merge {i + 1} makes a token of {made.Length:N0} letters, more than {BpeMerges.LongestSymbol:N0}");
            if (!tokens.Contains(made))
                throw new FormatException($"merge {i + 1} makes {InputException.Quote(made)}, which is no token");
            if (!symbols.TryAdd(made, texts.Count))
                throw new FormatException($"merge {i + 1} makes {InputException.Quote(made)}, which is there already");
            texts.Add(made);
        }
        var pairs = Merges.Select((merge, i) =>
            new BpeMerge(SymbolOf(merge.Left, i), SymbolOf(merge.Right, i), symbols[merge.Left + merge.Right])).ToList();
        if (pairs.Distinct().Count() < pairs.Count)
            throw new FormatException("a merge stands twice");
        return new BpeMerges(letters, texts, pairs);

        int SymbolOf(string text, int merge) => symbols.TryGetValue(text, out int symbol)
            ? symbol
            : throw new FormatException($"merge {merge + 1} joins {InputException.Quote(text)}, which is no letter and which no merge makes");
    }

    private Vocabulary VocabularyOf()
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int id = 0; id < Tokens.Count; id++)
        {
            if (Tokens[id].Length == 0 || Tokens[id].Any(char.IsWhiteSpace))
                throw new FormatException($"the token with id {id} is empty or holds white space");
            if (!ids.TryAdd(Tokens[id], id))
                throw new FormatException($"the token {InputException.Quote(Tokens[id])} has two ids, {ids[Tokens[id]]} and {id}");
        }
        if (SpecialTokens.Names.FirstOrDefault(name => !ids.ContainsKey(name)) is { } missing)
            throw new FormatException($"the special token {missing} is missing");
        return new Vocabulary(Tokens);
    }
}

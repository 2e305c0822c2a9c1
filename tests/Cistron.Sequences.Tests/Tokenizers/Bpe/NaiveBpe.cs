using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Sequences.Tests.Tokenizers.Bpe;

/// <summary>Byte-pair encoding as its paper words it, with no thought of speed: what the real one must agree with.</summary>
internal static class NaiveBpe
{
    /// <summary>
    /// Joins the pair of the lowest rank that stands furthest to the left, again and again until none is left. A letter that is none
    /// is −1.
    /// </summary>
    public static List<int> Encode(BpeMerges merges, string text)
    {
        var made = merges.Pairs.ToDictionary(merge => (merge.Left, merge.Right), merge => merge.Made);
        List<int> symbols = [.. text.Select(letter => merges.Letters.IndexOf(letter, StringComparison.Ordinal))];
        while (true)
        {
            var (symbol, place) = Enumerable.Range(0, Math.Max(0, symbols.Count - 1))
                .Where(i => made.ContainsKey((symbols[i], symbols[i + 1])))
                .Select(i => (made[(symbols[i], symbols[i + 1])], i)).DefaultIfEmpty((-1, -1)).Min();
            if (place < 0)
                return symbols;
            symbols[place] = symbol;
            symbols.RemoveAt(place + 1);
        }
    }

    /// <summary>Counts all pairs anew for each merge.</summary>
    public static List<(int Left, int Right)> Train(IEnumerable<string> sequences, string letters, int most, int longest)
    {
        List<List<int>> texts = [.. sequences.Select(text => text.Select(letter => letters.IndexOf(letter, StringComparison.Ordinal)).ToList())];
        List<(int, int)> merges = [];
        List<int> lengths = [.. letters.Select(_ => 1)];
        while (merges.Count < most)
        {
            var pairs = texts.SelectMany(text => text.Zip(text.Skip(1))).Where(pair => pair is { First: >= 0, Second: >= 0 }
                && lengths[pair.First] + lengths[pair.Second] <= longest);
            var best = pairs.GroupBy(pair => pair).Where(group => group.Count() >= 2)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).FirstOrDefault();
            if (best is null)
                break;
            texts = [.. texts.Select(text => Joined(text, best.Key, letters.Length + merges.Count))];
            merges.Add(best.Key);
            lengths.Add(lengths[best.Key.First] + lengths[best.Key.Second]);
        }
        return merges;
    }

    private static List<int> Joined(List<int> symbols, (int Left, int Right) pair, int made)
    {
        List<int> joined = [];
        for (int i = 0; i < symbols.Count; i++)
            if (i + 1 < symbols.Count && (symbols[i], symbols[i + 1]) == pair)
            {
                joined.Add(made);
                i++;
            }
            else
                joined.Add(symbols[i]);
        return joined;
    }
}

using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Tokenizers;

/// <summary>All k-mers of an alphabet, found among the tokens of another software.</summary>
/// <param name="K">Bases of each.</param>
/// <param name="Alphabet">DNA or RNA.</param>
public readonly record struct KmerSet(int K, Alphabet Alphabet)
{
    /// <summary>
    /// The largest k of which all 4^k k-mers are in a list, in whichever order and whatever else is in it; null when no k is
    /// whole. The letters are A, C, G and T or U, in upper case.
    /// </summary>
    public static KmerSet? In(IEnumerable<string> tokens)
    {
        var distinct = tokens.Distinct().ToList();
        for (int k = KmerTokenizer.LargestK; k >= 1; k--)
            foreach (var alphabet in (Alphabet[])[Alphabet.Dna, Alphabet.Rna])
                if (distinct.Count(token => IsKmer(token, k, alphabet)) == 1 << (2 * k))
                    return new KmerSet(k, alphabet);
        return null;
    }

    private static bool IsKmer(string token, int k, Alphabet alphabet) =>
        token.Length == k && token.All(letter => char.IsAscii(letter) && alphabet.IsCanonical((byte)letter));
}

using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;

namespace Cistron.Models.Bert;

/// <summary>
/// Letters as shares of the four bases: R is (½, 0, ½, 0), N has quarters. A base that is hidden or unknown has quarters as
/// well, and what frames or fills a row is nothing at all.
/// </summary>
internal static class LetterVectors
{
    /// <summary>A, C, G, and T or U.</summary>
    public const int Bases = 4;

    private static readonly Vocabulary Letters = new LetterTokenizer(Alphabet.Dna).Vocabulary;

    /// <summary>The id of the first base in the vocabulary of a <see cref="LetterTokenizer"/>; the others follow.</summary>
    public static int FirstBase { get; } = Letters.IdOf("A");

    /// <summary>(V, 4), by the ids of a <see cref="LetterTokenizer"/>; DNA and RNA have them in common.</summary>
    public static Tensor Table()
    {
        float[] shares = new float[Letters.Count * Bases];
        for (int id = 0; id < Letters.Count; id++)
        {
            var bases = BasesOf(id);
            foreach (int place in bases)
                shares[id * Bases + place] = 1f / bases.Count;
        }
        return Tensor.From<float>(shares, Letters.Count, Bases);
    }

    private static IReadOnlyList<int> BasesOf(int id)
    {
        var specials = Letters.Specials;
        return id == specials.Mask || id == specials.Unknown ? Alphabet.Dna.BasesOf((byte)'N')
            : specials.Contains(id) ? []
            : Alphabet.Dna.BasesOf((byte)Letters.TokenOf(id)[0]);
    }
}

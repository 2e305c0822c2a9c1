using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;

namespace Cistron.Sequences.Transcripts;

/// <summary>How often each base stands at each of the three places of the codons that a sequence is read in from its first base on.</summary>
internal static class CodonPlaces
{
    /// <summary>How many counts there are.</summary>
    public const int Width = Letters * GeneticCode.CodonLength;

    private const int Letters = 4;

    /// <summary>Counts in one pass.</summary>
    /// <param name="bases">Upper-case letters of <paramref name="alphabet"/>; others are left out where they stand.</param>
    /// <param name="alphabet">DNA or RNA.</param>
    /// <param name="counts">Takes <see cref="Width"/> counts: of each base in the alphabet's order those of its three places.</param>
    public static void Count(ReadOnlySpan<byte> bases, Alphabet alphabet, Span<int> counts)
    {
        // One row more, for letters that are none of the four, so that the loop has no branch.
        Span<int> all = stackalloc int[Width + GeneticCode.CodonLength];
        all.Clear();
        int i = 0;
        for (; i + GeneticCode.CodonLength <= bases.Length; i += GeneticCode.CodonLength)
        {
            all[Row(bases[i])]++;
            all[Row(bases[i + 1]) + 1]++;
            all[Row(bases[i + 2]) + 2]++;
        }
        for (int place = 0; i < bases.Length; i++, place++)
            all[Row(bases[i]) + place]++;
        all[GeneticCode.CodonLength..].CopyTo(counts);

        int Row(byte letter) => GeneticCode.CodonLength * (alphabet.IndexOf(letter) + 1);
    }
}

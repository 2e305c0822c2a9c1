using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Transcripts;

/// <summary>
/// Composition, transition and distribution of the bases (Dubchak et al. 1995, for residues; CPPred, Tong and Liu 2019, for
/// RNA): 30 numbers that do not grow with the length.
/// </summary>
public static class LetterDistribution
{
    /// <summary>How many numbers there are: 4 shares, 6 transitions, 4 × 5 places.</summary>
    public const int Width = 30;

    private const int Letters = 4, Pairs = 6, Quarters = 5;

    /// <summary>
    /// The share of each letter; of each two letters the share of neighbours that change from one to the other; and for each letter
    /// the places of its first, of a quarter, half, three quarters and all of it, over the length.
    /// </summary>
    /// <param name="bases">Upper-case letters of <paramref name="alphabet"/>; others are passed over.</param>
    /// <param name="alphabet">DNA or RNA.</param>
    /// <param name="features">Takes <see cref="Width"/> numbers from 0 to 1.</param>
    public static void Of(ReadOnlySpan<byte> bases, Alphabet alphabet, Span<float> features)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, Width);
        features.Clear();
        Span<int> counts = stackalloc int[Letters];
        foreach (byte letter in bases)
            if (alphabet.IndexOf(letter) is >= 0 and int index)
                counts[index]++;
        int all = counts[0] + counts[1] + counts[2] + counts[3];
        if (all == 0)
            return;
        for (int letter = 0; letter < Letters; letter++)
            features[letter] = (float)counts[letter] / all;

        Span<int> seen = stackalloc int[Letters];
        int previous = -1;
        for (int i = 0; i < bases.Length; i++)
        {
            int letter = alphabet.IndexOf(bases[i]);
            if (letter < 0)
                continue;
            if (previous >= 0 && previous != letter)
                features[Letters + PairOf(previous, letter)] += 1f / Math.Max(1, all - 1);
            previous = letter;
            seen[letter]++;
            for (int quarter = 0; quarter < Quarters; quarter++)
                if (seen[letter] == Math.Max(1, (counts[letter] * quarter + 3) / 4))
                    features[Letters + Pairs + letter * Quarters + quarter] = (i + 1f) / bases.Length;
        }
    }

    /// <summary>AC, AG, AT, CG, CT, GT, in either direction.</summary>
    private static int PairOf(int one, int other)
    {
        int low = Math.Min(one, other), high = Math.Max(one, other);
        return low * (2 * Letters - low - 1) / 2 + high - low - 1;
    }
}

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

    /// <summary>A name for each number, in the order of <see cref="Of"/>.</summary>
    /// <param name="alphabet">DNA or RNA.</param>
    public static IReadOnlyList<string> Names(Alphabet alphabet)
    {
        char[] letters = [.. alphabet.Letters.ToArray().Select(letter => (char)letter)];
        return
        [
            .. letters.Select(letter => $"composition_{letter}"),
            .. letters.SelectMany((one, place) => letters.Skip(place + 1).Select(other => $"transition_{one}{other}")),
            .. letters.SelectMany(letter => new[] { "first", "quarter", "half", "three_quarters", "last" }.Select(part => $"{part}_{letter}")),
        ];
    }

    /// <summary>
    /// The share of each letter; of each two letters the share of neighbours that change from one to the other; and for each letter
    /// the places of its first, of a quarter, half, three quarters and all of it, over the length.
    /// </summary>
    /// <param name="bases">Upper-case letters of <paramref name="alphabet"/>; others are passed over.</param>
    /// <param name="alphabet">DNA or RNA.</param>
    /// <param name="features">Takes <see cref="Width"/> numbers from 0 to 1.</param>
    public static void Of(ReadOnlySpan<byte> bases, Alphabet alphabet, Span<double> features)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, Width);
        features.Clear();
        Span<int> counts = stackalloc int[CodonPlaces.Width];
        CodonPlaces.Count(bases, alphabet, counts);
        for (int letter = 0; letter < Letters; letter++)
            counts[letter] = counts[3 * letter] + counts[3 * letter + 1] + counts[3 * letter + 2];
        int all = counts[0] + counts[1] + counts[2] + counts[3];
        if (all == 0)
            return;
        for (int letter = 0; letter < Letters; letter++)
            features[letter] = (double)counts[letter] / all;

        // Of each letter how many were met, the quarter that is waited for, and how many must be met for it.
        Span<int> seen = stackalloc int[Letters], quarters = stackalloc int[Letters], awaited = stackalloc int[Letters];
        Span<int> neighbours = stackalloc int[Letters * Letters];
        seen.Clear();
        quarters.Clear();
        awaited.Fill(1);
        neighbours.Clear();
        int previous = -1;
        for (int i = 0; i < bases.Length; i++)
        {
            int letter = alphabet.IndexOf(bases[i]);
            if (letter < 0)
                continue;
            if (previous >= 0)
                neighbours[previous * Letters + letter]++;
            previous = letter;
            if (++seen[letter] != awaited[letter])
                continue;
            for (; quarters[letter] < Quarters && awaited[letter] == seen[letter]; awaited[letter] = Awaited(counts[letter], ++quarters[letter]))
                features[Letters + Pairs + letter * Quarters + quarters[letter]] = (i + 1.0) / bases.Length;
        }
        for (int one = 0; one < Letters; one++)
            for (int other = one + 1; other < Letters; other++)
                features[Letters + PairOf(one, other)] =
                    (double)(neighbours[one * Letters + other] + neighbours[other * Letters + one]) / Math.Max(1, all - 1);
    }

    private static int Awaited(int count, int quarter) => (int)Math.Max(1, ((long)count * quarter + 3) / 4);

    /// <summary>AC, AG, AT, CG, CT, GT.</summary>
    private static int PairOf(int one, int other) => one * (2 * Letters - one - 1) / 2 + other - one - 1;
}

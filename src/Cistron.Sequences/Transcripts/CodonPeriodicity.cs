using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;

namespace Cistron.Sequences.Transcripts;

/// <summary>
/// How much stronger the period of three is than the mean of all periods: the signal-to-noise ratio of the Fourier spectrum at
/// N/3 (Tiwari et al. 1997), on electron-ion interaction potentials of the bases (Nair and Sreenadhan 2006), as
/// LncFinder has it.
/// </summary>
/// <remarks>
/// At N/3 the transform needs three sums, and by Parseval's theorem the mean power needs no spectrum: counting is enough, where
/// a Fourier transform of the whole sequence gives the same number.
/// </remarks>
public static class CodonPeriodicity
{
    // In the order A, C, G, T.
    private static readonly double[] Potentials = [0.1260, 0.1340, 0.0806, 0.1335];

    /// <summary>
    /// Power at the period of three over the mean power at all frequencies but 0; 0 for fewer than three canonical bases and for
    /// a sequence of one letter. Uniform random bases have a mean of about 1.
    /// </summary>
    /// <param name="bases">Upper-case letters of <paramref name="alphabet"/>; others are left out where they stand.</param>
    /// <param name="alphabet">DNA or RNA.</param>
    public static double Of(ReadOnlySpan<byte> bases, Alphabet alphabet)
    {
        Span<int> counts = stackalloc int[CodonPlaces.Width];
        CodonPlaces.Count(bases, alphabet, counts);
        Span<double> sums = stackalloc double[GeneticCode.CodonLength];
        sums.Clear();
        double squares = 0;
        int read = 0;
        for (int entry = 0; entry < counts.Length; entry++)
        {
            double value = Potentials[entry / GeneticCode.CodonLength];
            sums[entry % GeneticCode.CodonLength] += counts[entry] * value;
            squares += counts[entry] * value * value;
            read += counts[entry];
        }
        double total = sums[0] + sums[1] + sums[2];
        // |a + b·w + c·w²|² for the third root of unity w.
        double atThree = sums[0] * sums[0] + sums[1] * sums[1] + sums[2] * sums[2]
                       - sums[0] * sums[1] - sums[1] * sums[2] - sums[2] * sums[0];
        double mean = (bases.Length * squares - total * total) / (bases.Length - 1);
        return read < 3 || mean < 1e-12 ? 0 : Math.Max(0, atThree / mean);
    }
}

using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;

namespace Cistron.Sequences.Transcripts;

/// <summary>
/// TESTCODE (Fickett, "Recognition of protein coding regions in DNA sequences", Nucleic Acids Research 10 (1982) 5303,
/// tables 1 and 2): how unevenly each base spreads over the three places of codons, and how often it is used, each
/// looked up as a probability of coding and weighted. About 0.3 to 1.3; above 0.95 is called coding, below 0.74 not.
/// </summary>
/// <remarks>
/// The paper has ten classes of content, parted at .33, .31 … .17. Some later programs part at nine places without .19
/// and so move the two lowest classes; this does not.
/// </remarks>
public static class FickettScore
{
    private static readonly double[] PositionBounds = [1.9, 1.8, 1.7, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1];
    private static readonly double[] ContentBounds = [0.33, 0.31, 0.29, 0.27, 0.25, 0.23, 0.21, 0.19, 0.17];

    // By base, in the order A, C, G, T; from the highest class down.
    private static readonly double[][] PositionProbabilities =
    [
        [0.94, 0.68, 0.84, 0.93, 0.58, 0.68, 0.45, 0.34, 0.20, 0.22],
        [0.80, 0.70, 0.70, 0.81, 0.66, 0.48, 0.51, 0.33, 0.30, 0.23],
        [0.90, 0.88, 0.74, 0.64, 0.53, 0.48, 0.27, 0.16, 0.08, 0.08],
        [0.97, 0.97, 0.91, 0.68, 0.69, 0.44, 0.54, 0.20, 0.09, 0.09],
    ];
    private static readonly double[][] ContentProbabilities =
    [
        [0.28, 0.49, 0.44, 0.55, 0.62, 0.49, 0.67, 0.65, 0.81, 0.21],
        [0.82, 0.64, 0.51, 0.64, 0.59, 0.59, 0.43, 0.44, 0.39, 0.31],
        [0.40, 0.54, 0.47, 0.64, 0.64, 0.73, 0.41, 0.41, 0.33, 0.29],
        [0.28, 0.24, 0.39, 0.40, 0.55, 0.75, 0.56, 0.69, 0.51, 0.58],
    ];
    private static readonly double[] PositionWeights = [0.26, 0.18, 0.31, 0.33];
    private static readonly double[] ContentWeights = [0.11, 0.12, 0.15, 0.14];

    /// <summary>The score of a stretch that is read from its first base on; 0 for one without canonical bases.</summary>
    /// <param name="bases">Upper-case letters of <paramref name="alphabet"/>.</param>
    /// <param name="alphabet">DNA or RNA.</param>
    public static double Of(ReadOnlySpan<byte> bases, Alphabet alphabet)
    {
        Span<int> counts = stackalloc int[CodonPlaces.Width];
        CodonPlaces.Count(bases, alphabet, counts);
        int all = 0;
        foreach (int count in counts)
            all += count;
        if (all == 0)
            return 0;

        double score = 0;
        for (int letter = 0; letter < 4; letter++)
        {
            var places = counts.Slice(letter * GeneticCode.CodonLength, GeneticCode.CodonLength);
            int most = Math.Max(places[0], Math.Max(places[1], places[2]));
            int least = Math.Min(places[0], Math.Min(places[1], places[2]));
            double position = (double)most / (least + 1), content = (double)(places[0] + places[1] + places[2]) / all;
            score += PositionWeights[letter] * PositionProbabilities[letter][Class(position, PositionBounds)]
                   + ContentWeights[letter] * ContentProbabilities[letter][Class(content, ContentBounds)];
        }
        return score;
    }

    private static int Class(double value, double[] bounds)
    {
        int at = 0;
        while (at < bounds.Length && value < bounds[at])
            at++;
        return at;
    }
}

using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;

namespace Cistron.Sequences.Transcripts;

/// <summary>
/// What each pair of codons says about coding: the natural log of how often it is read in the frames of coding
/// transcripts, over how often it stands in the others (Fickett and Tung 1992; CPAT, Wang et al. 2013, calls the mean of it the
/// hexamer score).
/// </summary>
public sealed class HexamerTable
{
    private const int Hexamer = 2 * GeneticCode.CodonLength;
    private const int Hexamers = 1 << (2 * Hexamer);
    private const int CodonBits = 2 * GeneticCode.CodonLength;
    private const int NoCode = -1;

    private readonly Alphabet _alphabet;
    private readonly double[] _ratios = new double[Hexamers];

    private HexamerTable(Alphabet alphabet) => _alphabet = alphabet;

    /// <summary>
    /// Counts hexamers of frames from codon to codon, and those of other transcripts at every base, with one of each counted beforehand,
    /// so that none is impossible.
    /// </summary>
    /// <param name="frames">Reading frames of coding transcripts, whole codons from the first base on.</param>
    /// <param name="others">Transcripts that do not code.</param>
    /// <param name="alphabet">DNA or RNA.</param>
    public static HexamerTable Of(IEnumerable<ReadOnlyMemory<byte>> frames, IEnumerable<ReadOnlyMemory<byte>> others, Alphabet alphabet)
    {
        var table = new HexamerTable(alphabet);
        double[] coding = table.Counts(frames, GeneticCode.CodonLength), other = table.Counts(others, step: 1);
        double codingAll = coding.Sum(), otherAll = other.Sum();
        for (int code = 0; code < Hexamers; code++)
            table._ratios[code] = Math.Log(coding[code] / codingAll) - Math.Log(other[code] / otherAll);
        return table;
    }

    /// <summary>The mean over the pairs of neighbouring codons of a frame; 0 for less than a pair.</summary>
    /// <param name="frame">Whole codons from the first base on.</param>
    public double Score(ReadOnlySpan<byte> frame)
    {
        double sum = 0;
        int pairs = 0, previous = NoCode;
        for (int start = 0; start + GeneticCode.CodonLength <= frame.Length; start += GeneticCode.CodonLength)
        {
            int codon = CodonAt(frame, start);
            if ((previous | codon) >= 0)
            {
                sum += _ratios[previous << CodonBits | codon];
                pairs++;
            }
            previous = codon;
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    private double[] Counts(IEnumerable<ReadOnlyMemory<byte>> sequences, int step)
    {
        double[] counts = new double[Hexamers];
        Array.Fill(counts, 1);
        foreach (var sequence in sequences)
        {
            var bases = sequence.Span;
            for (int start = 0; start + Hexamer <= bases.Length; start += step)
            {
                int first = CodonAt(bases, start), second = CodonAt(bases, start + GeneticCode.CodonLength);
                if ((first | second) >= 0)
                    counts[first << CodonBits | second]++;
            }
        }
        return counts;
    }

    /// <summary>The codon at a place as six bits, or a negative number where a letter is ambiguous.</summary>
    private int CodonAt(ReadOnlySpan<byte> bases, int start)
    {
        int first = _alphabet.IndexOf(bases[start]), second = _alphabet.IndexOf(bases[start + 1]), third = _alphabet.IndexOf(bases[start + 2]);
        return (first | second | third) < 0 ? NoCode : first << 4 | second << 2 | third;
    }
}

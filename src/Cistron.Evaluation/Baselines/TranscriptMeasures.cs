using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Transcripts;

namespace Cistron.Evaluation.Baselines;

/// <summary>Turns transcripts into the numbers of one set of <see cref="TranscriptFeatures"/>.</summary>
/// <param name="set">Which numbers.</param>
/// <param name="alphabet">DNA or RNA.</param>
/// <param name="hexamers">What pairs of codons say; null where the set has none.</param>
public sealed class TranscriptMeasures(TranscriptFeatures set, Alphabet alphabet, HexamerTable? hexamers)
{
    private readonly KmerCounts? _kmers = set switch
    {
        TranscriptFeatures.LengthFrameAndThreeMers => new KmerCounts(alphabet, longest: 3),
        TranscriptFeatures.Plek => new KmerCounts(alphabet, longest: 5),
        _ => null,
    };

    /// <summary>Whether the features of a set include hexamers, which must be counted in training rows.</summary>
    public static bool HasHexamers(TranscriptFeatures set) =>
        set is TranscriptFeatures.Cpat or TranscriptFeatures.LncFinder or TranscriptFeatures.Cppred;

    /// <summary>
    /// The stretch that counts as coding: the longest frame, which at the transcript's ends need not begin or stop; the whole where
    /// there is none.
    /// </summary>
    public static ReadOnlyMemory<byte> CodingStretch(byte[] bases) =>
        ReadingFrame.Longest(bases, FrameEnds.MayBeCut) is { } frame ? bases.AsMemory(frame.Start..frame.End) : bases;

    /// <summary>The features of a transcript, in a fixed order.</summary>
    public float[] Of(byte[] bases)
    {
        List<float> features = [];
        var frame = CodingStretch(bases).Span;
        if (set != TranscriptFeatures.Plek)
            features.AddRange((float)Math.Log(frame.Length + 1), (float)frame.Length / Math.Max(1, bases.Length));
        if (set == TranscriptFeatures.LengthFrameAndThreeMers)
            features.Add((float)Math.Log(bases.Length + 1));
        if (set is TranscriptFeatures.Cpat or TranscriptFeatures.Cppred)
            features.Add((float)FickettScore.Of(frame, alphabet));
        if (hexamers is not null)
            features.Add((float)hexamers.Score(frame));
        if (set == TranscriptFeatures.LncFinder)
            features.Add((float)Math.Log(1 + CodonPeriodicity.Of(bases, alphabet)));
        if (set == TranscriptFeatures.Cppred)
        {
            Span<float> letters = stackalloc float[LetterDistribution.Width];
            LetterDistribution.Of(bases, alphabet, letters);
            features.AddRange(letters);
        }
        if (_kmers is not null)
            features.AddRange(Shares(_kmers, bases));
        return [.. features];
    }

    /// <summary>Shares of the longest k-mers, or with PLEK of all, each k weighted.</summary>
    private IEnumerable<float> Shares(KmerCounts kmers, byte[] bases)
    {
        int[] counts = new int[kmers.Width];
        kmers.Count(bases, counts);
        for (int k = set == TranscriptFeatures.Plek ? 1 : kmers.Longest; k <= kmers.Longest; k++)
        {
            float weight = (float)Math.Pow(4, k - kmers.Longest) / Math.Max(1, bases.Length - k + 1);
            for (int column = kmers.WidthUpTo(k - 1); column < kmers.WidthUpTo(k); column++)
                yield return counts[column] * weight;
        }
    }
}

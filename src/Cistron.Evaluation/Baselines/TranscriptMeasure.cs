using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Transcripts;

namespace Cistron.Evaluation.Baselines;

/// <summary>Something that is measured in a transcript: one number or several, each with a name.</summary>
/// <param name="names">The names of the numbers, in the field's words, in lower case with underscores but for bases.</param>
/// <param name="measuring">Measures.</param>
public sealed class TranscriptMeasure(IReadOnlyList<string> names, TranscriptMeasure.Measuring measuring)
{
    /// <summary>Measures a transcript.</summary>
    /// <param name="transcript">What is looked at.</param>
    /// <param name="values">Takes a number for each name.</param>
    public delegate void Measuring(FramedTranscript transcript, Span<double> values);

    /// <summary>The names of the numbers.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Measures a transcript.</summary>
    /// <param name="transcript">What is looked at.</param>
    /// <param name="values">Takes a number for each of <see cref="Names"/>.</param>
    public void Of(FramedTranscript transcript, Span<double> values) => measuring(transcript, values);

    /// <summary>The same with ln(1 + x) of every number: for what grows with the length.</summary>
    public TranscriptMeasure InLogarithms() => new(names, (transcript, values) =>
    {
        Of(transcript, values);
        foreach (ref double value in values)
            value = Math.Log(1 + value);
    });

    /// <summary>Bases.</summary>
    public static TranscriptMeasure Length { get; } = new(["length"], (transcript, values) => values[0] = transcript.Bases.Length);

    /// <summary>Start and end of the longest reading frame, 0-based and half-open; 0 and 0 when there is none.</summary>
    public static TranscriptMeasure FramePlace { get; } = new(["frame_start", "frame_end"],
        (transcript, values) => (values[0], values[1]) = (transcript.Frame?.Start ?? 0, transcript.Frame?.End ?? 0));

    /// <summary>Bases of the longest reading frame.</summary>
    public static TranscriptMeasure FrameLength { get; } = new(["frame_length"],
        (transcript, values) => values[0] = transcript.Frame?.Length ?? 0);

    /// <summary>The share of the transcript that is in its longest reading frame.</summary>
    public static TranscriptMeasure FrameShare { get; } = new(["frame_share"],
        (transcript, values) => values[0] = (double)(transcript.Frame?.Length ?? 0) / Math.Max(1, transcript.Bases.Length));

    /// <summary>The share of G and C among the canonical bases; 0 when there are none.</summary>
    public static TranscriptMeasure Gc { get; } = new(["gc"], (transcript, values) =>
    {
        int gc = transcript.Bases.Count((byte)'G') + transcript.Bases.Count((byte)'C');
        int at = transcript.Bases.Count((byte)'A') + transcript.Bases.Count((byte)'T') + transcript.Bases.Count((byte)'U');
        values[0] = (double)gc / Math.Max(1, gc + at);
    });

    /// <summary><see cref="FickettScore"/> of the coding stretch.</summary>
    public static TranscriptMeasure Fickett(Alphabet alphabet) => new(["fickett_score"],
        (transcript, values) => values[0] = FickettScore.Of(transcript.CodingStretch, alphabet));

    /// <summary><see cref="CodonPeriodicity"/> of the transcript.</summary>
    public static TranscriptMeasure PeriodOfThree(Alphabet alphabet) => new(["period_of_three"],
        (transcript, values) => values[0] = CodonPeriodicity.Of(transcript.Bases, alphabet));

    /// <summary>The mean of a <see cref="HexamerTable"/> over the coding stretch.</summary>
    public static TranscriptMeasure Hexamers(HexamerTable hexamers) => new(["hexamer_score"],
        (transcript, values) => values[0] = hexamers.Score(transcript.CodingStretch));

    /// <summary><see cref="LetterDistribution"/> of the transcript.</summary>
    public static TranscriptMeasure Letters(Alphabet alphabet) => new(LetterDistribution.Names(alphabet),
        (transcript, values) => LetterDistribution.Of(transcript.Bases, alphabet, values));

    /// <summary>
    /// How often each k-mer stands in the transcript, over the places where one could. Not thread-safe.
    /// </summary>
    /// <param name="alphabet">DNA or RNA.</param>
    /// <param name="shortest">The least k, at least 1.</param>
    /// <param name="longest">The largest k.</param>
    public static TranscriptMeasure KmerShares(Alphabet alphabet, int shortest, int longest)
    {
        var kmers = new KmerCounts(alphabet, longest);
        int first = kmers.WidthUpTo(shortest - 1);
        int[] counts = new int[kmers.Width];
        return new TranscriptMeasure([.. kmers.Names.Skip(first).Select(kmer => $"share_{kmer}")], (transcript, values) =>
        {
            kmers.Count(transcript.Bases, counts);
            for (int k = shortest; k <= longest; k++)
            {
                double share = 1.0 / Math.Max(1, transcript.Bases.Length - k + 1);
                for (int column = kmers.WidthUpTo(k - 1); column < kmers.WidthUpTo(k); column++)
                    values[column - first] = counts[column] * share;
            }
        });
    }
}

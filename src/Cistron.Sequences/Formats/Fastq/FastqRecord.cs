namespace Cistron.Sequences.Formats.Fastq;

/// <summary>One read of a FASTQ file.</summary>
/// <param name="Id">The first word of the header.</param>
/// <param name="Description">What follows the first word, trimmed; may be empty.</param>
/// <param name="Bases">The letters as they stand in the file; may be empty.</param>
/// <param name="Qualities">
/// The Phred score of every base, 0 to <see cref="MostQuality"/>: a score q means an error with probability
/// 10^(-q / 10).
/// </param>
/// <param name="Line">The 1-based line of the header.</param>
public sealed record FastqRecord(string Id, string Description, byte[] Bases, byte[] Qualities, long Line)
{
    /// <summary>The highest score that a printable character can stand for.</summary>
    public const byte MostQuality = 93;

    /// <summary>The character that stands for a score of 0, <c>!</c>.</summary>
    internal const byte QualityOfZero = (byte)'!';
}

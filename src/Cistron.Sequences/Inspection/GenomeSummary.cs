using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.TwoBit;

namespace Cistron.Sequences.Inspection;

/// <summary>The sequences of a <c>.2bit</c> file.</summary>
/// <param name="Sequences">How many there are.</param>
/// <param name="Bases">All bases together.</param>
/// <param name="Lengths">How long they are, in bases.</param>
/// <param name="Letters">Which letters they have.</param>
public sealed record GenomeSummary(int Sequences, long Bases, Distribution Lengths, LetterSummary Letters)
{
    private const int PieceLength = 1 << 20;

    /// <param name="path">The file.</param>
    /// <param name="counted">Is told after each sequence how many were read.</param>
    internal static GenomeSummary Of(string path, Action<long>? counted)
    {
        using TwoBitFile genome = TwoBitFile.Open(path);
        if (genome.Count == 0)
            throw new InputException(path, null, "there is no sequence in the file", "at least one was expected",
                "check that this is the right file");
        long bases = 0;
        long[] letters = new long[256];
        byte[] piece = new byte[PieceLength];
        var lengths = new NumberSample("inspect lengths");
        for (int i = 0; i < genome.Count; i++)
        {
            long length = genome.LengthOf(i);
            for (long start = 0; start < length; start += piece.Length)
            {
                Span<byte> part = piece.AsSpan(0, (int)Math.Min(piece.Length, length - start));
                genome.Read(i, start, part, SoftMask.Kept);
                foreach (byte letter in part)
                    letters[letter]++;
            }
            bases += length;
            lengths.Add(length);
            counted?.Invoke(lengths.Count);
        }
        return new GenomeSummary(
            genome.Count, bases, lengths.OfWholeNumbers(), LetterSummary.Of(letters, Alphabet.Dna));
    }
}

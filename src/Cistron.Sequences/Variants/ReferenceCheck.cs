using System.Globalization;
using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Variants;

/// <summary>
/// Whether a file of variants was made on the genome at hand: the reference bases of each must be the genome's.
/// </summary>
public static class ReferenceCheck
{
    /// <summary>The fault of a variant whose reference bases are not the genome's; null when they agree.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="genome">
    /// The genome's bases at the variant's interval; fewer of them when the contig ends before it does.
    /// </param>
    /// <param name="file">The file of the variant.</param>
    /// <param name="line">Its 1-based line.</param>
    /// <remarks>
    /// Case does not matter. Letters that stand for several bases, such as N, are not judged: the genome may have them
    /// where the file, as its format demands, names one.
    /// </remarks>
    public static InputException? Fault(Variant variant, ReadOnlySpan<byte> genome, string file, long line)
    {
        ReadOnlySpan<byte> reference = variant.Reference;
        bool agrees = genome.Length == reference.Length;
        for (int i = 0; i < reference.Length && agrees; i++)
            agrees = Agree(reference[i], genome[i]);
        if (agrees)
            return null;

        // Told as a user finds it in the file: counted from 1.
        string place = InputException.Quote(string.Create(CultureInfo.InvariantCulture,
            $"{variant.Interval.Sequence}:{variant.Interval.Start + 1}"));
        return new InputException(file, line,
            genome.Length < reference.Length
                ? $"the reference bases {Quote(reference)} at {place} reach beyond the end of the contig"
                : $"the reference bases at {place} are {Quote(reference)} and the genome has {Quote(genome)}",
            "they are the same when the variants were called on this genome", "use the genome of the variants");
    }

    private static bool Agree(byte left, byte right)
    {
        left = Upper(left);
        right = Upper(right);
        return left == right || !Alphabet.Dna.IsCanonical(left) || !Alphabet.Dna.IsCanonical(right);
    }

    private static byte Upper(byte letter) => (byte)char.ToUpperInvariant((char)letter);

    private static string Quote(ReadOnlySpan<byte> bases) =>
        InputException.Quote(Encoding.ASCII.GetString(bases[..Math.Min(bases.Length, 60)]));
}

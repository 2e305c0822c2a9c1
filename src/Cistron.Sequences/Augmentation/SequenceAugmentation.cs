using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Augmentation;

/// <summary>
/// A random change to a sequence that its label is taken to survive. A change is a pure function: the same bases and
/// the same stream give the same result, and the bases given stay as they are.
/// </summary>
public abstract record SequenceAugmentation
{
    /// <summary>The changed sequence.</summary>
    /// <param name="bases">The sequence, brought into the alphabet; may be empty.</param>
    /// <param name="alphabet">What the sequence is written in, and where random letters are drawn from.</param>
    /// <param name="draws">The stream to draw from.</param>
    /// <exception cref="ArgumentException">The change has no meaning for this sequence or alphabet.</exception>
    public abstract byte[] Apply(ReadOnlySpan<byte> bases, Alphabet alphabet, RandomStream draws);

    /// <summary>Fills a stretch with canonical letters, each as likely as any other.</summary>
    private protected static void Fill(Span<byte> stretch, Alphabet alphabet, RandomStream draws)
    {
        foreach (ref byte letter in stretch)
            letter = alphabet.Letters[(int)draws.NextBelow(alphabet.Letters.Length)];
    }

    /// <summary>A length of 0 to <paramref name="most"/>, as far as the sequence reaches, each as likely.</summary>
    private protected static int DrawLength(int most, int available, RandomStream draws) =>
        (int)draws.NextBelow(Math.Min(most, available) + 1L);
}

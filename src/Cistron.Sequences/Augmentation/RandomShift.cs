using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Augmentation;

/// <summary>
/// Moves the window that the sequence is: what leaves at one end is lost, and random bases come in at the other.
/// </summary>
/// <param name="Most">
/// The most bases to move by, to the left or to the right; every distance from 0 is as likely.
/// </param>
/// <remarks>
/// A few bases are a weak change, up to 20 a strong one. For tokens of several bases side by side, and for pieces of
/// variable length, a single base already exchanges all tokens.
/// </remarks>
public sealed record RandomShift(int Most = 5) : SequenceAugmentation
{
    /// <inheritdoc/>
    public override byte[] Apply(ReadOnlySpan<byte> bases, Alphabet alphabet, RandomStream draws)
    {
        int distance = DrawLength(Most, bases.Length, draws);
        bool isLeft = draws.NextBelow(2) == 0;
        byte[] shifted = new byte[bases.Length];
        if (isLeft)
        {
            bases[distance..].CopyTo(shifted);
            Fill(shifted.AsSpan(bases.Length - distance), alphabet, draws);
        }
        else
        {
            bases[..^distance].CopyTo(shifted.AsSpan(distance));
            Fill(shifted.AsSpan(0, distance), alphabet, draws);
        }
        return shifted;
    }
}

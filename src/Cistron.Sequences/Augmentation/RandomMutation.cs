using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Augmentation;

/// <summary>
/// Point mutations: each canonical letter becomes another one, every other one as likely, so that the rate is that of
/// letters which differ afterwards. Ambiguity letters stay.
/// </summary>
/// <param name="Rate">How likely each letter is to change, 0 to 1; EvoAug's 0.05 (Lee et al., 2023).</param>
/// <remarks>
/// Strong at 0.03 to 0.08. A motif of w bases survives with probability (1 - rate)^w: keep the rate at 0.05 or less for
/// tasks of short motifs.
/// </remarks>
public sealed record RandomMutation(double Rate = 0.05) : SequenceAugmentation
{
    /// <inheritdoc/>
    public override byte[] Apply(ReadOnlySpan<byte> bases, Alphabet alphabet, RandomStream draws)
    {
        byte[] mutated = bases.ToArray();
        ReadOnlySpan<byte> letters = alphabet.Letters;
        foreach (ref byte letter in mutated.AsSpan())
        {
            int index = alphabet.IndexOf(letter);
            if (index >= 0 && draws.NextDouble() < Rate)
                letter = letters[(index + 1 + (int)draws.NextBelow(letters.Length - 1)) % letters.Length];
        }
        return mutated;
    }
}

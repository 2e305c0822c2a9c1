using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Augmentation;

/// <summary>
/// Exchanges base pairs of an RNA for other ones, as compensating mutations do: a pair becomes another Watson-Crick
/// pair, each as likely, so that the structure can still form. Bases without a partner stay, and so do pairs that are
/// neither Watson-Crick nor G with U.
/// </summary>
/// <param name="Structure">The structure of the sequence to change.</param>
/// <param name="Rate">How likely each pair is to change, 0 to 1.</param>
/// <remarks>For tasks that depend on the fold and not on the letters; a binding motif in a stem is lost.</remarks>
public sealed record RandomBasePairSwap(DotBracket Structure, double Rate = 0.1) : SequenceAugmentation
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The alphabet is not nucleic, or the structure is for another number of bases.
    /// </exception>
    public override byte[] Apply(ReadOnlySpan<byte> bases, Alphabet alphabet, RandomStream draws)
    {
        if (!alphabet.IsNucleic)
            throw new ArgumentException($"Letters of {alphabet} do not pair.", nameof(alphabet));
        if (Structure.Length != bases.Length)
            throw new ArgumentException($"The structure has {Structure.Length} bases and the sequence {bases.Length}.",
                nameof(bases));

        byte[] swapped = bases.ToArray();
        foreach ((int left, int right) in Structure.Pairs)
        {
            if (!IsPair(bases[left], bases[right], alphabet) || draws.NextDouble() >= Rate)
                continue;
            do
            {
                swapped[left] = alphabet.Letters[(int)draws.NextBelow(alphabet.Letters.Length)];
                swapped[right] = alphabet.Complement(swapped[left]);
            }
            while (swapped[left] == bases[left] && swapped[right] == bases[right]);
        }
        return swapped;
    }

    private static bool IsPair(byte left, byte right, Alphabet alphabet)
    {
        if (!alphabet.IsCanonical(left) || !alphabet.IsCanonical(right))
            return false;
        bool isWobble = (left, right) is ((byte)'G', (byte)'U' or (byte)'T') or ((byte)'U' or (byte)'T', (byte)'G');
        return isWobble || alphabet.Complement(left) == right;
    }
}

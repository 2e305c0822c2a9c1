using System.Runtime.CompilerServices;

namespace Cistron.Sequences.Alphabets;

/// <summary>
/// The reverse strand of a nucleic sequence, read in its own 5' to 3' direction. Lower case (soft masking) goes with its
/// base.
/// </summary>
public static class ReverseComplement
{
    /// <summary>A new sequence: the complements of <paramref name="bases"/> in reverse order.</summary>
    /// <exception cref="ArgumentException">The alphabet is not nucleic, or a base is not of it.</exception>
    public static byte[] Of(ReadOnlySpan<byte> bases, Alphabet alphabet)
    {
        byte[] reverse = bases.ToArray();
        InPlace(reverse, alphabet);
        return reverse;
    }

    /// <summary>Turns <paramref name="bases"/> into their reverse complement where they lie.</summary>
    /// <exception cref="ArgumentException">
    /// The alphabet is not nucleic, or a base is not of it; <paramref name="bases"/> are unchanged then.
    /// </exception>
    // At once as fast as it gets, and not only after the runtime has counted how often the loop goes round.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InPlace(Span<byte> bases, Alphabet alphabet)
    {
        int unpaired = bases.IndexOfAnyExcept(alphabet.Paired);
        if (unpaired >= 0)
            alphabet.Complement(bases[unpaired]);

        byte[] complements = alphabet.Complements;
        bases.Reverse();
        foreach (ref byte letter in bases)
            letter = complements[letter];
    }
}

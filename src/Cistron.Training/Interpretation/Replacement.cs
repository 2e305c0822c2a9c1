using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Training.Interpretation;

/// <summary>What the bases of a perturbed window are replaced with.</summary>
public enum Replacement
{
    /// <summary>Bases that are drawn uniformly from the alphabet; one in four stays what it was.</summary>
    Random,

    /// <summary>Its own bases in a random order, so that its composition stays.</summary>
    Shuffle,

    /// <summary>The letter for any base, which is an unknown token to most models.</summary>
    N,
}

/// <summary>Replaces the bases of a window.</summary>
public static class WindowReplacement
{
    /// <summary>Replaces them where they lie.</summary>
    /// <param name="replacement">What with.</param>
    /// <param name="window">The window; <see cref="Replacement.N"/> draws nothing.</param>
    /// <param name="alphabet">DNA or RNA.</param>
    /// <param name="draws">Where draws come from.</param>
    public static void Apply(this Replacement replacement, Span<byte> window, Alphabet alphabet, RandomStream draws)
    {
        switch (replacement)
        {
            case Replacement.Random:
                foreach (ref byte letter in window)
                    letter = alphabet.Letters[(int)draws.NextBelow(alphabet.Letters.Length)];
                break;
            case Replacement.Shuffle:
                draws.Shuffle(window);
                break;
            default:
                window.Fill((byte)'N');
                break;
        }
    }
}

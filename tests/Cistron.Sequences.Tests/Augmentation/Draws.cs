using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Augmentation;

/// <summary>Sequences to change.</summary>
internal static class Draws
{
    /// <summary>
    /// Ambiguity letters of nucleic alphabets without N: no change draws one, so what was filled in can be told from
    /// what was there.
    /// </summary>
    public const string Marked = "RYSWKMBDHV";

    public static byte[] Bases(RandomStream draws, int length, string letters = "ACGT")
    {
        byte[] bases = new byte[length];
        foreach (ref byte letter in bases.AsSpan())
            letter = (byte)letters[(int)draws.NextBelow(letters.Length)];
        return bases;
    }

    public static bool IsFilled(byte letter) => !Marked.Contains((char)letter, StringComparison.Ordinal);
}

using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Baselines;

/// <summary>Made-up sequences for tests.</summary>
internal static class Draw
{
    /// <summary>Uniform bases.</summary>
    public static byte[] Bases(RandomStream stream, int length)
    {
        var bases = new byte[length];
        foreach (ref byte letter in bases.AsSpan())
            letter = "ACGT"u8[(int)stream.NextBelow(4)];
        return bases;
    }

    /// <summary>Uniform bases with <paramref name="motif"/> somewhere in them.</summary>
    public static byte[] BasesWith(ReadOnlySpan<byte> motif, RandomStream stream, int length)
    {
        byte[] bases = Bases(stream, length);
        motif.CopyTo(bases.AsSpan((int)stream.NextBelow(length - motif.Length + 1)));
        return bases;
    }
}

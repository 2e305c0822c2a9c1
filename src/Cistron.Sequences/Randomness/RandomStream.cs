using System.Numerics;

namespace Cistron.Sequences.Randomness;

/// <summary>
/// A seeded stream of random draws with a name, so that every draw of a run can be repeated alone:
/// <c>RandomStream.For(seed, "mask", step)</c> gives the same draws whenever, wherever and in whatever order it is asked.
/// Nothing has to be saved to resume: a step's draws are a function of the run's seed and the step's number.
/// </summary>
/// <remarks>
/// Generator: xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021), its state
/// filled by SplitMix64 from a hash of the name and the indices. Not for cryptography. Not thread-safe: give each
/// thread its own stream.
/// </remarks>
public sealed class RandomStream
{
    private ulong _s0, _s1, _s2, _s3;

    private RandomStream(ulong key)
    {
        _s0 = SplitMix64(ref key);
        _s1 = SplitMix64(ref key);
        _s2 = SplitMix64(ref key);
        _s3 = SplitMix64(ref key);
    }

    /// <summary>The stream called <paramref name="name"/> of a run, at the given indices (epoch, step, row …).</summary>
    public static RandomStream For(ulong seed, string name, params ReadOnlySpan<long> indices) =>
        new(Key(seed, name, indices));

    /// <summary>
    /// The 64-bit key behind <see cref="For"/>: what seeds a generator that lives elsewhere, such as the engine's own.
    /// </summary>
    public static ulong Key(ulong seed, string name, params ReadOnlySpan<long> indices)
    {
        ulong key = seed;
        foreach (char letter in name)
            key = SplitMix64(ref key) ^ letter;
        foreach (long index in indices)
            key = SplitMix64(ref key) ^ (ulong)index;
        return SplitMix64(ref key);
    }

    /// <summary>64 uniform random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number of the normal distribution with mean 0 and deviation 1 (Box and Muller 1958).</summary>
    public double NextNormal() =>
        Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>
    /// A uniform whole number in [0, <paramref name="bound"/>), without bias (Lemire, "Fast random integer generation in
    /// an interval", 2019).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not positive.</exception>
    public long NextBelow(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        ulong range = (ulong)bound;
        ulong high = Math.BigMul(NextBits(), range, out ulong low);
        if (low < range)
        {
            ulong threshold = (0 - range) % range;
            while (low < threshold)
                high = Math.BigMul(NextBits(), range, out low);
        }
        return (long)high;
    }

    /// <summary>Puts <paramref name="items"/> into a uniformly random order in place (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = (int)NextBelow(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong SplitMix64(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

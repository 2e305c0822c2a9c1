using System.Numerics;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Corpora;

/// <summary>
/// The order in which an epoch goes through items that have numbers, such as the windows of a corpus: a random
/// permutation of which any place is computed alone. It takes no memory whatever their number, and to go on in the midst
/// of an epoch nothing has to be saved but how far it was.
/// </summary>
/// <remarks>
/// A Feistel network (Luby and Rackoff, "How to construct pseudorandom permutations from pseudorandom functions", 1988)
/// over the smallest number of bits that holds all items, its halves alike or one bit apart; numbers beyond the last item
/// are put through it again until they are below ("cycle walking": Black and Rogaway, "Ciphers with arbitrary finite
/// domains", 2002, section 3), less than twice on average. Its key is that of the random stream <c>epoch order</c>. Not
/// for cryptography.
/// </remarks>
public readonly struct EpochOrder
{
    // Luby and Rackoff need four for a random function; ours is a cheap one, and small halves need more.
    private const int Rounds = 12;

    private readonly ulong _key;
    private readonly int _lowBits;
    private readonly int _highBits;

    /// <summary>The order of one epoch.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch; each has an order of its own.</param>
    /// <param name="count">How many items there are.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public EpochOrder(ulong seed, long epoch, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = count;
        _key = RandomStream.Key(seed, "epoch order", epoch);
        int bits = Math.Max(2, 64 - BitOperations.LeadingZeroCount((ulong)Math.Max(count - 1, 0)));
        _lowBits = bits / 2;
        _highBits = bits - _lowBits;
    }

    /// <summary>How many items there are.</summary>
    public long Count { get; }

    /// <summary>The item at a place of the order, both from 0 to below <see cref="Count"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public long this[long place]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(place);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, Count);
            ulong item = (ulong)place;
            do
                item = Permute(item);
            while (item >= (ulong)Count);
            return (long)item;
        }
    }

    private ulong Permute(ulong number)
    {
        (ulong lowMask, ulong highMask) = ((1UL << _lowBits) - 1, (1UL << _highBits) - 1);
        ulong low = number & lowMask;
        ulong high = number >> _lowBits;
        for (ulong round = 0; round < Rounds; round += 2)
        {
            high ^= Mix(low, round) & highMask;
            low ^= Mix(high, round + 1) & lowMask;
        }
        return (high << _lowBits) | low;
    }

    // The finalizer of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
    private ulong Mix(ulong half, ulong round)
    {
        ulong z = _key + (half << 4 | round) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Augmentation;

/// <summary>
/// Hides stretches of the sequence behind random bases. The stretches do not overlap, and every arrangement of them is
/// as likely. Random bases rather than N: N makes tokens that a model has hardly met.
/// </summary>
/// <param name="Share">The share of all bases to hide, 0 to 1, on average.</param>
/// <param name="SpanLength">
/// Bases of a stretch, at least one; as long as a token at least, since overlapping k-mers would show a shorter one.
/// </param>
/// <remarks>Tokens are masked with <c>[MASK]</c> where batches are made; this is the form for other models.</remarks>
public sealed record RandomSpanMask(double Share = 0.15, int SpanLength = 6) : SequenceAugmentation
{
    /// <inheritdoc/>
    public override byte[] Apply(ReadOnlySpan<byte> bases, Alphabet alphabet, RandomStream draws)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SpanLength);
        // Rounded up or down by chance, so that the share is right on average for short sequences too.
        int count = (int)(Share * bases.Length / SpanLength + draws.NextDouble());
        count = Math.Clamp(count, 0, bases.Length / SpanLength);

        byte[] masked = bases.ToArray();
        // Each stretch is drawn as if it were a single base, and gets its length afterwards.
        int places = bases.Length - count * (SpanLength - 1);
        int chosen = 0;
        for (int place = 0; chosen < count; place++)
            if (draws.NextBelow(places - place) < count - chosen)
                Fill(masked.AsSpan(place + chosen++ * (SpanLength - 1), SpanLength), alphabet, draws);
        return masked;
    }
}

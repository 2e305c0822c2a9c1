using System.Collections.Immutable;
using Cistron.Sequences.Randomness;

namespace Cistron.Training.Masking;

/// <summary>
/// Tokens are chosen in spans round centres, because overlapping k-mers give a single masked one away. A span of k tokens is
/// the masking of DNABERT (Ji et al. 2021; its pre-training script), wider spans with drawn lengths are those of RandomMask
/// (arXiv 2310.07644). A span of m tokens that stands alone hides m − k + 1 bases.
/// </summary>
/// <param name="Lengths">The lengths that spans may have, in tokens; each is as likely as any other.</param>
/// <param name="CentreProbability">The chance of each token to be the centre of a span; DNABERT's is 0.025 for k = 6.</param>
public sealed record SpanMasking(ImmutableArray<int> Lengths, double CentreProbability) : MaskingPolicy
{
    /// <summary>For whom a length is drawn; RandomMask: once for all rows of a step.</summary>
    public SpanDraw Drawn { get; init; } = SpanDraw.Step;

    /// <summary>Where the next centre may be; DNABERT: anywhere.</summary>
    public SpanScan Scan { get; init; } = SpanScan.Independent;

    /// <inheritdoc />
    public override MaskingPolicy ForStep(RandomStream draws) =>
        Drawn == SpanDraw.Step ? this with { Lengths = [Draw(draws)] } : this;

    /// <inheritdoc />
    protected override void Choose(ReadOnlySpan<bool> eligible, Span<bool> chosen, RandomStream draws)
    {
        int ofRow = Draw(draws);
        for (int centre = 0; centre < eligible.Length; centre++)
        {
            if (!eligible[centre] || draws.NextDouble() >= CentreProbability)
                continue;
            int end = Mark(centre, Drawn == SpanDraw.Span ? Draw(draws) : ofRow, eligible, chosen);
            if (Scan == SpanScan.BehindSpan)
                centre = end - 1;
        }
    }

    /// <inheritdoc />
    protected override void ChooseAt(int position, ReadOnlySpan<bool> eligible, Span<bool> chosen, RandomStream draws) =>
        Mark(position, Draw(draws), eligible, chosen);

    /// <summary>Chooses what is eligible of a span, and tells where the span ends.</summary>
    private static int Mark(int centre, int length, ReadOnlySpan<bool> eligible, Span<bool> chosen)
    {
        // DNABERT's offsets for k = 3 to 6: one more to the right where the length is even.
        int start = centre - (length - 1) / 2, end = start + length;
        for (int i = Math.Max(0, start); i < Math.Min(end, eligible.Length); i++)
            chosen[i] |= eligible[i];
        return end;
    }

    // No draw where there is no choice, so that a curriculum's first phase is DNABERT's masking bit for bit.
    private int Draw(RandomStream draws) => Lengths.Length == 1 ? Lengths[0] : Lengths[(int)draws.NextBelow(Lengths.Length)];

    /// <inheritdoc />
    public bool Equals(SpanMasking? other) => base.Equals(other) && Lengths.AsSpan().SequenceEqual(other.Lengths.AsSpan())
        && (CentreProbability, Drawn, Scan) == (other.CentreProbability, other.Drawn, other.Scan);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Lengths.Length, CentreProbability, Drawn, Scan);
}

/// <summary>For whom the length of spans is drawn.</summary>
public enum SpanDraw
{
    /// <summary>All rows of a step have spans of one length.</summary>
    Step,

    /// <summary>All spans of a row have one length.</summary>
    Sequence,

    /// <summary>Each span has its own.</summary>
    Span,
}

/// <summary>Where the centre of a span may be.</summary>
public enum SpanScan
{
    /// <summary>Anywhere; spans may overlap, and what they choose is their union.</summary>
    Independent,

    /// <summary>Behind the span before it.</summary>
    BehindSpan,
}

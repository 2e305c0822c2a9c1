using System.Text;
using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Variants;

/// <summary>Bases of a reference sequence that stand otherwise in a sample: one allele against the reference.</summary>
public sealed record Variant
{
    /// <summary>A variant.</summary>
    /// <param name="interval">Where the reference bases stand; empty for an insertion between two bases.</param>
    /// <param name="reference">The reference bases, upper case, as many as the interval has.</param>
    /// <param name="alternative">What stands there instead, upper case; none for a deletion.</param>
    /// <exception cref="ArgumentException">
    /// The bases do not fill the interval, or reference and alternative are the same.
    /// </exception>
    public Variant(Interval interval, byte[] reference, byte[] alternative)
    {
        if (interval.Length != reference.Length)
            throw new ArgumentException($"{reference.Length} bases do not fill {interval}.", nameof(reference));
        if (reference.AsSpan().SequenceEqual(alternative))
            throw new ArgumentException($"Nothing changes at {interval}.", nameof(alternative));
        (Interval, Reference, Alternative) = (interval, reference, alternative);
    }

    /// <summary>Where the reference bases stand, 0-based and half-open.</summary>
    public Interval Interval { get; }

    /// <summary>The reference bases.</summary>
    public byte[] Reference { get; }

    /// <summary>What stands there instead.</summary>
    public byte[] Alternative { get; }

    /// <summary>What the variant does, whatever bases around the change it repeats.</summary>
    public VariantKind Kind
    {
        get
        {
            Variant trimmed = Trimmed();
            return (trimmed.Reference.Length, trimmed.Alternative.Length) switch
            {
                (1, 1) => VariantKind.SingleNucleotide,
                (0, _) => VariantKind.Insertion,
                (_, 0) => VariantKind.Deletion,
                (int lost, int added) when lost == added => VariantKind.MultiNucleotide,
                _ => VariantKind.DeletionInsertion,
            };
        }
    }

    /// <summary>
    /// The same change without the bases that both alleles share at their ends, first the last ones and then the first
    /// ones, so that a change within a repeat stands as far to the left as its own bases allow. The bases around it are
    /// not looked at: two variants that are equal on the genome may still differ.
    /// </summary>
    public Variant Trimmed()
    {
        int shorter = Math.Min(Reference.Length, Alternative.Length);
        int suffix = 0;
        while (suffix < shorter && Reference[^(suffix + 1)] == Alternative[^(suffix + 1)])
            suffix++;
        int prefix = Reference.AsSpan(0, shorter - suffix).CommonPrefixLength(Alternative);
        if (prefix + suffix == 0)
            return this;
        return new Variant(
            Interval with { Start = Interval.Start + prefix, End = Interval.End - suffix },
            Reference[prefix..^suffix],
            Alternative[prefix..^suffix]);
    }

    /// <summary>Such as <c>chr1:99-100 A&gt;C</c>, 0-based and half-open; <c>-</c> stands for no bases.</summary>
    public override string ToString() => $"{Interval} {Text(Reference)}>{Text(Alternative)}";

    private static string Text(byte[] bases) => bases.Length == 0 ? "-" : Encoding.ASCII.GetString(bases);
}

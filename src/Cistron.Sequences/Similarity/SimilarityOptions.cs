using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Similarity;

/// <summary>When two sequences count as similar; <see cref="KmerSimilarity"/> has the definition.</summary>
/// <param name="Alphabet">The nucleic alphabet that the sequences were cleaned into.</param>
public sealed record SimilarityOptions(Alphabet Alphabet)
{
    /// <summary>The largest <see cref="K"/>.</summary>
    public const int LargestK = KmerMultisets.LargestK;

    /// <summary>The smallest <see cref="SketchSize"/>; with smaller sketches an identity would be a guess.</summary>
    public const int SmallestSketch = 256;

    /// <summary>The strands that are compared; default both. One is right for RNA and for stranded assays.</summary>
    public ComparedStrands Strands { get; init; } = ComparedStrands.Both;

    /// <summary>The least estimated identity of a similar pair, above 0 to 1; default 0.8.</summary>
    public double MinIdentity { get; init; } = 0.8;

    /// <summary>
    /// Bases a k-mer, 1 to <see cref="LargestK"/>; null, the default, lets <see cref="KmerSimilarity.ChooseK"/> choose
    /// it.
    /// </summary>
    public int? K { get; init; }

    /// <summary>
    /// The most k-mers, in expectation, that are kept of a sequence; default 8,192. All are kept of a sequence of no
    /// more bases, so that such sequences are compared exactly; of a longer one a sketch is.
    /// </summary>
    public int SketchSize { get; init; } = 8_192;

    /// <exception cref="ArgumentException">A value is not in its range.</exception>
    internal void Validate()
    {
        if (!Alphabet.IsNucleic)
            throw new ArgumentException(
                $"K-mers of four bases are compared; the {Alphabet} alphabet has other letters.");
        if (!(MinIdentity is > 0 and <= 1))
            throw new ArgumentException($"The least identity is above 0 to 1, and not {MinIdentity}.");
        if (K is < 1 or > LargestK)
            throw new ArgumentException($"k is 1 to {LargestK}, and not {K}.");
        if (SketchSize < SmallestSketch)
            throw new ArgumentException($"Sketches have at least {SmallestSketch} k-mers, and not {SketchSize}.");
    }
}

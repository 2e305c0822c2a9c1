namespace Cistron.Sequences.Similarity;

/// <summary>Which of the sequences in an index are compared with each other, and how much a pair must share.</summary>
/// <param name="K">Bases a k-mer.</param>
/// <param name="MinIdentity">The least estimated identity of a pair.</param>
/// <param name="FewestCompared">The fewest k-mers of the smaller sequence with which a pair is compared.</param>
/// <param name="IsOfScale">
/// Whether the index has a sequence at its own scale. A pair is compared at the scale of the longer one, so one of the
/// two must be.
/// </param>
internal sealed record PairRule(int K, double MinIdentity, int FewestCompared, bool[] IsOfScale)
{
    /// <summary>Whether two sequences of the index are compared in it.</summary>
    public bool Compares(int one, int other) => IsOfScale[one] || IsOfScale[other];

    /// <summary>
    /// The fewest k-mers that a similar pair shares when the smaller one has <paramref name="compared"/>; more than it
    /// has when that is too few to compare.
    /// </summary>
    public int FewestShared(int compared) =>
        compared < FewestCompared ? compared + 1 : KmerSimilarity.FewestShared(compared, K, MinIdentity);
}

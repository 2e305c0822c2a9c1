namespace Cistron.Sequences.Similarity;

/// <summary>Two sequences that are similar and not equal.</summary>
/// <param name="First">The row of one: the first row that has its bases.</param>
/// <param name="Second">The row of the other, likewise; always after <paramref name="First"/>.</param>
/// <param name="Shared">The k-mers that both have.</param>
/// <param name="Compared">The k-mers of the one that has fewer.</param>
/// <param name="Identity">The estimated identity, <see cref="KmerSimilarity.Identity"/>.</param>
public readonly record struct SimilarPair(int First, int Second, int Shared, int Compared, double Identity);

namespace Cistron.Sequences.Similarity;

/// <summary>
/// What similar means: the share of the k-mers of the smaller sequence that the larger one has too, and the identity
/// that such a share speaks for.
/// </summary>
/// <remarks>
/// <para>
/// A sequence is the multiset of its k-mers; a k-mer that stands there three times counts three times. Two sequences A
/// and B share, for each k-mer, the smaller of its two counts; <c>c = shared / min(|A|, |B|)</c> is their containment
/// (the containment index of Koslicki and Zabeti, "Improving MinHash via the containment index", 2019, taken in the
/// smaller one). A fragment is thereby contained in what it was cut from. Multisets and not sets, because a run of one
/// letter has a single different k-mer: as a set it would be contained in everything that has k such letters.
/// </para>
/// <para>
/// After random substitutions at a rate d, a k-mer is left whole with probability (1 - d)^k, so that c^(1/k) estimates
/// the identity 1 - d (Ondov et al., "Mash", 2016; Blanca et al., "The statistics of k-mers from a sequence undergoing
/// a simple mutation process", 2022). The estimate speaks of the whole smaller sequence: windows that overlap by a half
/// have c = 1/2 and for k = 10 an identity of 0.93.
/// </para>
/// </remarks>
public static class KmerSimilarity
{
    /// <summary>
    /// The chance that <see cref="ChooseK"/> allows a k-mer to stand in the longest sequence at random: Mash's own
    /// bound.
    /// </summary>
    public const double MostChance = 0.01;

    /// <summary>
    /// The k at which a given k-mer stands in a random sequence of n bases with a chance of at most
    /// <see cref="MostChance"/>: <c>ceil(log4(n (1 - q) / q))</c> (Ondov et al., 2016, "Mash sketch"), where n counts
    /// both strands when both are compared; 1 to <see cref="SimilarityOptions.LargestK"/>.
    /// </summary>
    /// <param name="longest">The bases of the longest sequence to compare.</param>
    /// <param name="strands">The strands that are compared.</param>
    public static int ChooseK(long longest, ComparedStrands strands)
    {
        double places = strands == ComparedStrands.Both ? 2.0 * longest : longest;
        double k = Math.Ceiling(Math.Log(places * (1 - MostChance) / MostChance, 4));
        return (int)Math.Clamp(k, 1, SimilarityOptions.LargestK);
    }

    /// <summary>The estimated identity of two sequences: <c>(shared / compared)^(1/k)</c>, 0 to 1.</summary>
    /// <param name="shared">The k-mers that both have.</param>
    /// <param name="compared">The k-mers of the one that has fewer, at least 1.</param>
    /// <param name="k">Bases a k-mer.</param>
    public static double Identity(int shared, int compared, int k) => Math.Pow((double)shared / compared, 1.0 / k);

    /// <summary>
    /// The fewest shared k-mers, at least 1, with which <see cref="Identity"/> is at least
    /// <paramref name="minIdentity"/>, which is above 0 to 1.
    /// </summary>
    public static int FewestShared(int compared, int k, double minIdentity)
    {
        // The power is inverted only nearly, so the last step asks the definition itself.
        int fewest = Math.Max(1, (int)(Math.Pow(minIdentity, k) * compared) - 1);
        while (fewest < compared && Identity(fewest, compared, k) < minIdentity)
            fewest++;
        return fewest;
    }
}

namespace Cistron.Sequences.Similarity;

/// <summary>
/// Equal and similar sequences among many. The search is exhaustive: under the definition of
/// <see cref="KmerSimilarity"/> no similar pair is missed. Results are the same on any number of threads.
/// </summary>
/// <remarks>
/// <para>
/// Of a sequence with more bases than <see cref="SimilarityOptions.SketchSize"/> only the k-mers are kept whose hash is
/// in the lowest 2^-l of all hashes, l being the smallest with which few enough are expected: a FracMinHash sketch
/// (Irber et al., "Lightweight compositional analysis of metagenomes with FracMinHash and minimum metagenome covers",
/// 2022). A pair is compared at the scale of the longer one, and there only when at least <see cref="FewestSketched"/>
/// k-mers of the smaller one are left. Other pairs are exact.
/// </para>
/// <para>
/// Memory is about 30 bytes for each k-mer that is kept, while an index is built.
/// </para>
/// </remarks>
public sealed class SimilaritySearch
{
    /// <summary>The fewest k-mers of a sketch with which a containment is estimated.</summary>
    public const int FewestSketched = 16;

    private readonly byte[][] _distinct;
    private readonly SimilarityOptions _options;
    private readonly Kmers _kmers;

    /// <summary>A search among the rows' sequences.</summary>
    /// <param name="sequences">The rows' bases in the letters of the alphabet, as a cleaner leaves them.</param>
    /// <param name="options">What similar means.</param>
    /// <exception cref="ArgumentException">An option is not in its range.</exception>
    public SimilaritySearch(IReadOnlyList<byte[]> sequences, SimilarityOptions options)
    {
        options.Validate();
        _options = options;
        Duplicates = new DuplicateGroups(sequences, options.Alphabet, options.Strands);
        _distinct = [.. Duplicates.FirstRows.Select(row => sequences[row])];
        long longest = _distinct.Select(bases => bases.Length).DefaultIfEmpty().Max();
        int k = options.K ?? KmerSimilarity.ChooseK(longest, options.Strands);
        _kmers = new Kmers(k, options.Alphabet, options.Strands);
    }

    /// <summary>Bases a k-mer: as asked, or chosen from the longest sequence.</summary>
    public int K => _kmers.K;

    /// <summary>The rows with equal bases.</summary>
    public DuplicateGroups Duplicates { get; }

    /// <summary>
    /// The similar pairs among different sequences, each once, as they are found. Sequences stand for all rows of their
    /// groups, and have no pair when they are shorter than k or have no k-mer without an ambiguous letter.
    /// </summary>
    /// <param name="stop">Ends the search between two sequences that look for others.</param>
    /// <exception cref="OperationCanceledException">While reading: the search was ended.</exception>
    public IEnumerable<SimilarPair> Pairs(CancellationToken stop = default)
    {
        foreach ((KmerIndex index, PairRule rule, int[] groups) in Indices(stop))
        {
            // Labels that ascend with the size let a sequence find those that are larger behind itself.
            int[] labels = new int[index.Count];
            foreach ((int label, int sequence) in Enumerable.Range(0, index.Count).OrderBy(index.Size).Index())
                labels[sequence] = label;
            foreach (SimilarPair pair in new KmerJoin(index, rule, labels).Pairs((_, _) => true, stop))
                yield return pair with { First = Row(groups[pair.First]), Second = Row(groups[pair.Second]) };
        }
    }

    /// <summary>
    /// The clusters in which each row is with all rows that it is equal or similar to. Takes less time than
    /// <see cref="Pairs"/> where many are similar.
    /// </summary>
    /// <param name="stop">Ends the search between two sequences that look for others.</param>
    /// <exception cref="OperationCanceledException">The search was ended.</exception>
    public SequenceClusters Clusters(CancellationToken stop = default)
    {
        var clusters = new DisjointSets(_distinct.Length);
        foreach ((KmerIndex index, PairRule rule, int[] groups) in Indices(stop))
            SingleLinkage.Join(index, rule, groups, clusters, stop);
        return new SequenceClusters(Duplicates.GroupOf.Select(clusters.Root));
    }

    /// <summary>
    /// The same clusters from all <see cref="Pairs"/> of this search, for whoever reads those anyway and needs no second
    /// search then.
    /// </summary>
    /// <param name="pairs">The pairs; they are read once.</param>
    public SequenceClusters ClustersOf(IEnumerable<SimilarPair> pairs)
    {
        var clusters = new DisjointSets(_distinct.Length);
        foreach (SimilarPair pair in pairs)
            clusters.Join(Duplicates.GroupOf[pair.First], Duplicates.GroupOf[pair.Second]);
        return new SequenceClusters(Duplicates.GroupOf.Select(clusters.Root));
    }

    private int Row(int group) => Duplicates.FirstRows[group];

    // One index for each scale at which some sequence is sketched, with all sequences that have one as fine or finer.
    private IEnumerable<(KmerIndex Index, PairRule Rule, int[] Groups)> Indices(CancellationToken stop)
    {
        int[] levels = [.. _distinct.Select(bases => KmerMultisets.Level(bases.Length, _options.SketchSize))];
        foreach (int level in levels.Distinct().Order())
        {
            stop.ThrowIfCancellationRequested();
            int[] groups = [.. Enumerable.Range(0, levels.Length).Where(group => levels[group] <= level)];
            bool[] isOfScale = [.. groups.Select(group => levels[group] == level)];
            var multisets = new KmerMultisets([.. groups.Select(group => _distinct[group])], _kmers, level);
            stop.ThrowIfCancellationRequested();
            yield return (
                new KmerIndex(multisets),
                new PairRule(K, _options.MinIdentity, level == 0 ? 1 : FewestSketched, isOfScale),
                groups);
        }
    }
}

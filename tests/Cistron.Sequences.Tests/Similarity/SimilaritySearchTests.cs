using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Similarity;

namespace Cistron.Sequences.Tests.Similarity;

public class SimilaritySearchTests
{
    [Fact]
    public void A_pair_tells_how_many_kmers_are_shared()
    {
        SimilaritySearch search = Search(["AACCGGTA", "CCCCCCCC", "TAACCGGA"], k: 4, ComparedStrands.Forward);

        SimilarPair pair = Assert.Single(search.Pairs());

        // AACC, ACCG and CCGG of five.
        Assert.Equal((0, 2, 3, 5), (pair.First, pair.Second, pair.Shared, pair.Compared));
        Assert.Equal(Math.Pow(0.6, 0.25), pair.Identity);
    }

    [Fact]
    public void The_other_strand_counts_only_when_asked()
    {
        string[] sequences = ["ACCATGACGTTG", "TCAACGTCATGG"];

        Assert.Single(Search(sequences, k: 5, ComparedStrands.Both).Pairs());
        Assert.Empty(Search(sequences, k: 5, ComparedStrands.Forward).Pairs());
    }

    [Fact]
    public void A_fragment_is_identical_with_what_it_was_cut_from()
    {
        SimilaritySearch search = Search(["GATTACAGGCATCCAGT", "TACAGGCA"], k: 5);

        Assert.Equal(1, Assert.Single(search.Pairs()).Identity);
    }

    [Fact]
    public void A_run_of_one_letter_is_not_contained_in_every_sequence_that_has_such_a_run()
    {
        SimilaritySearch search = Search([new string('A', 40), "GCTGCAAAAATCGTCGATCGGCTACGACTGC"], k: 5);

        Assert.Empty(search.Pairs());
    }

    [Theory]
    [InlineData("ACG", "ACG", true)]
    [InlineData("ACG", "CGT", true)]
    [InlineData("ACG", "ACC", false)]
    [InlineData("ACGNNACG", "ACGNNACG", true)]
    [InlineData("ACGNNACG", "ACGNNACC", false)]
    [InlineData("", "", true)]
    public void Sequences_without_a_kmer_are_together_only_when_they_are_equal(string one, string other, bool together)
    {
        SequenceClusters clusters = Search([one, other, "ACGTACGGTAGC"], k: 5).Clusters();

        Assert.Equal(together, clusters.ClusterOf[0] == clusters.ClusterOf[1]);
        Assert.NotEqual(clusters.ClusterOf[0], clusters.ClusterOf[2]);
    }

    [Fact]
    public void A_search_ends_when_it_is_asked_to()
    {
        var draws = RandomStream.For(1, "stopped search");
        byte[] ancestor = NaiveSimilarity.Random(draws, 100);
        byte[][] family = [.. Enumerable.Range(0, 500).Select(_ => NaiveSimilarity.Mutate(draws, ancestor, 0.02))];
        var search = new SimilaritySearch(family, new SimilarityOptions(Alphabet.Dna));
        using var stop = new CancellationTokenSource();

        int pairs = 0;
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (SimilarPair _ in search.Pairs(stop.Token))
                if (++pairs == 1)
                    stop.Cancel();
        });

        Assert.InRange(pairs, 1, 64 * 500);
        Assert.Throws<OperationCanceledException>(() => search.Clusters(stop.Token));
    }

    [Fact]
    public void Uracil_is_a_base_of_RNA()
    {
        byte[][] sequences = [.. new[] { "ACUUGUUGAC", "ACUUGUUGAG" }.Select(Encoding.ASCII.GetBytes)];
        var options = new SimilarityOptions(Alphabet.Rna) { K = 4, Strands = ComparedStrands.Forward };

        Assert.Single(new SimilaritySearch(sequences, options).Pairs());
    }

    [Fact]
    public void No_rows_make_no_clusters()
    {
        SimilaritySearch search = Search([], k: null);

        Assert.Empty(search.Pairs());
        Assert.Empty(search.Clusters().ClusterOf);
    }

    [Fact]
    public void A_large_family_is_one_cluster()
    {
        RandomStream draws = RandomStream.For(1, "family");
        byte[] ancestor = NaiveSimilarity.Random(draws, 300);
        byte[][] family = [.. Enumerable.Range(0, 400).Select(_ => NaiveSimilarity.Mutate(draws, ancestor, 0.05))];

        var search = new SimilaritySearch(family, new SimilarityOptions(Alphabet.Dna));

        Assert.Equal([400], search.Clusters().Sizes);
    }

    [Fact]
    public void Sketches_of_long_sequences_estimate_what_all_kmers_say()
    {
        RandomStream draws = RandomStream.For(1, "sketches");
        byte[] ancestor = NaiveSimilarity.Random(draws, 60_000);
        byte[][] sequences =
        [
            ancestor,
            ReverseComplement.Of(NaiveSimilarity.Mutate(draws, ancestor, 0.05), Alphabet.Dna),
            ancestor[10_000..14_000],
            NaiveSimilarity.Mutate(draws, ancestor[10_000..10_900], 0.02),
            NaiveSimilarity.Random(draws, 60_000),
        ];
        var all = new SimilarityOptions(Alphabet.Dna) { SketchSize = 100_000 };
        var sketched = all with { SketchSize = 1_000 };

        SimilarPair[] expected = [.. Ordered(all)];
        SimilarPair[] estimated = [.. Ordered(sketched)];

        Assert.Equal([(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)], expected.Select(Rows));
        Assert.Equal([(0, 1), (0, 2), (1, 2), (2, 3)], estimated.Select(Rows));
        Assert.All(estimated, pair =>
        {
            SimilarPair exact = expected.Single(other => Rows(other) == Rows(pair));
            // Of 62 or more k-mers about half are shared, c = 0.5 +- 0.2 (three standard deviations), and k = 12.
            Assert.InRange(pair.Identity, exact.Identity - 0.05, exact.Identity + 0.05);
            Assert.InRange(pair.Compared, 40, 1_100);
        });

        static (int, int) Rows(SimilarPair pair) => (pair.First, pair.Second);

        IEnumerable<SimilarPair> Ordered(SimilarityOptions options) =>
            new SimilaritySearch(sequences, options).Pairs().OrderBy(pair => pair.First).ThenBy(pair => pair.Second);
    }

    [Fact]
    public void Short_sequences_are_compared_exactly_beside_long_ones()
    {
        RandomStream draws = RandomStream.For(2, "sketches");
        List<byte[]> sequences = NaiveSimilarity.Draw(draws, count: 60, longest: 200);
        var options = new SimilarityOptions(Alphabet.Dna) { K = 8, SketchSize = SimilarityOptions.SmallestSketch };
        SimilarPair[] expected = [.. new SimilaritySearch(sequences, options).Pairs()];

        sequences.Add(NaiveSimilarity.Random(draws, 5_000));
        sequences.Add(NaiveSimilarity.Random(draws, 500));

        SimilarPair[] beside = [.. new SimilaritySearch(sequences, options).Pairs().Where(pair => pair.Second < 60)];
        Assert.NotEmpty(expected);
        Assert.Equal(expected, beside);
    }

    [Fact]
    public void A_kmer_is_shared_at_most_65536_times()
    {
        byte[][] sequences = [[.. Enumerable.Repeat((byte)'A', 70_003)], [.. Enumerable.Repeat((byte)'A', 80_003)]];
        var options = new SimilarityOptions(Alphabet.Dna) { K = 4, SketchSize = 100_000 };

        SimilarPair pair = Assert.Single(new SimilaritySearch(sequences, options).Pairs());

        Assert.Equal((65_536, 70_000), (pair.Shared, pair.Compared));
    }

    [Fact]
    public void K_is_chosen_from_the_longest_sequence()
    {
        SimilaritySearch search = Search(["ACGTACGGTAGC", new string('C', 101)], k: null);

        Assert.Equal(KmerSimilarity.ChooseK(101, ComparedStrands.Both), search.K);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var options = new SimilarityOptions(Alphabet.Dna);

        Assert.All(
            [
                new SimilarityOptions(Alphabet.Protein),
                options with { MinIdentity = 0 },
                options with { MinIdentity = 1.01 },
                options with { MinIdentity = double.NaN },
                options with { K = 0 },
                options with { K = SimilarityOptions.LargestK + 1 },
                options with { SketchSize = SimilarityOptions.SmallestSketch - 1 },
            ],
            wrong => Assert.Throws<ArgumentException>(() => new SimilaritySearch([], wrong)));
    }

    private static SimilaritySearch Search(
        string[] sequences, int? k, ComparedStrands strands = ComparedStrands.Both) =>
        new([.. sequences.Select(Encoding.ASCII.GetBytes)],
            new SimilarityOptions(Alphabet.Dna) { K = k, Strands = strands });
}

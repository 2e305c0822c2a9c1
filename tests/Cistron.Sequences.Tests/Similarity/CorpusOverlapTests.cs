using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Similarity;

namespace Cistron.Sequences.Tests.Similarity;

public class CorpusOverlapTests
{
    [Fact]
    public void A_query_tells_how_many_of_its_kmers_stand_in_the_corpus()
    {
        CorpusOverlap overlap = Of(["AACCGGTA", "TTTTTT"], k: 4);

        overlap.Add("GGAACCGCC"u8);
        overlap.Add("CGGTA"u8);

        Assert.Equal([new(5, 4), new(3, 0)], overlap.Queries());
        Assert.Equal(0.8, overlap.Queries()[0].Share);
    }

    [Fact]
    public void A_query_without_kmers_has_no_share()
    {
        CorpusOverlap overlap = Of(["ACG", "ACGNACG", ""], k: 4);

        overlap.Add("ACGNACG"u8);

        Assert.All(overlap.Queries(), query => Assert.Equal((0, double.NaN), (query.Kmers, query.Share)));
    }

    [Theory]
    [InlineData(ComparedStrands.Both)]
    [InlineData(ComparedStrands.Forward)]
    public void Counts_are_those_of_the_definition(ComparedStrands strands)
    {
        int found = 0;
        for (int trial = 0; trial < 60; trial++)
        {
            RandomStream draws = RandomStream.For(1, "overlap", trial);
            int k = 1 + (int)draws.NextBelow(CorpusOverlap.LargestK);
            List<byte[]> sequences = NaiveSimilarity.Draw(draws, count: 60, longest: 120);
            var options = new SimilarityOptions(Alphabet.Dna) { Strands = strands };
            HashSet<string> corpus =
                [.. sequences.Skip(30).SelectMany(bases => NaiveSimilarity.Counts(bases, options, k).Keys)];

            var overlap = new CorpusOverlap([.. sequences.Take(30)], Alphabet.Dna, strands, k);
            foreach (byte[] bases in sequences.Skip(30))
                overlap.Add(bases);

            foreach ((int i, QueryOverlap query) in overlap.Queries().Index())
            {
                var counts = NaiveSimilarity.Counts(sequences[i], options, k);
                Assert.Equal(counts.Values.Sum(), query.Kmers);
                Assert.Equal(counts.Where(kmer => corpus.Contains(kmer.Key)).Sum(kmer => kmer.Value), query.Found);
                found += query.Found;
            }
        }

        Assert.True(found > 1_000);
    }

    [Fact]
    public void Windows_that_overlap_by_k_less_one_are_as_good_as_the_record()
    {
        RandomStream draws = RandomStream.For(1, "windows");
        byte[] record = NaiveSimilarity.Random(draws, 1_000);
        byte[] query = record[100..900];
        CorpusOverlap windows = new([query], Alphabet.Dna, ComparedStrands.Both);
        CorpusOverlap pieces = new([query], Alphabet.Dna, ComparedStrands.Both);

        for (int start = 0; start < record.Length; start += 100)
        {
            windows.Add(record.AsSpan(start, Math.Min(100 + CorpusOverlap.DefaultK - 1, record.Length - start)));
            pieces.Add(record.AsSpan(start, 100));
        }

        Assert.Equal(1, windows.Queries()[0].Share);
        Assert.True(pieces.Queries()[0].Share < 1);
    }

    [Fact]
    public void Threads_may_take_in_parts_of_a_corpus_together()
    {
        RandomStream draws = RandomStream.For(2, "threads");
        byte[][] records = [.. Enumerable.Range(0, 200).Select(_ => NaiveSimilarity.Random(draws, 500))];
        CorpusOverlap overlap = new(records, Alphabet.Dna, ComparedStrands.Both);

        Parallel.ForEach(records, bases => overlap.Add(bases));

        Assert.All(overlap.Queries(), query => Assert.Equal(query.Kmers, query.Found));
    }

    [Fact]
    public void Letters_without_two_bits_and_ks_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new CorpusOverlap([], Alphabet.Protein, ComparedStrands.Forward));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of([], k: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of([], k: CorpusOverlap.LargestK + 1));
    }

    private static CorpusOverlap Of(string[] queries, int k) =>
        new([.. queries.Select(Encoding.ASCII.GetBytes)], Alphabet.Dna, ComparedStrands.Forward, k);
}

using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Datasets;

public class KmerTextTests
{
    [Theory]
    [InlineData("ACGT CGTA GTAC TACG", "ACGTACG", 4, 1)]
    [InlineData(" ACGT  CGTA ", "ACGTA", 4, 1)]
    [InlineData("ACGT TTGA CC", "ACGTTTGACC", 4, 4)]
    [InlineData("ACGTACGTAC GGTTACGTAG", "ACGTACGTACGGTTACGTAG", 10, 10)]
    [InlineData("A C G T", "ACGT", 1, 1)]
    [InlineData("acgn cgnT", "acgnT", 4, 1)]
    [InlineData("ACGTAA TAACCG CCGTTG TTGACA", "ACGTAACCGTTGACA", 6, 3)]
    [InlineData("AAAA AAAA", "AAAAA", 4, 1)]
    public void Kmers_are_joined_by_what_neighbours_share(string text, string bases, int k, int stride)
    {
        var kmers = new KmerText("x.tsv");

        Assert.Equal(bases, Texts.String(kmers.Join(Texts.Ascii(text), 2)));
        Assert.Equal(new KmerShape(k, stride), kmers.Shape);
    }

    [Fact]
    public void Whole_sequences_stay_as_they_are()
    {
        var kmers = new KmerText("x.tsv");

        Assert.Equal(["ACGT", "", "AC"], new[] { " ACGT ", "", "AC" }.Select(t => Texts.String(kmers.Join(Texts.Ascii(t), 1))));
        Assert.Null(kmers.Shape);
    }

    [Fact]
    public void Any_sequences_cut_in_any_way_come_back()
    {
        for (int round = 0; round < 2_000; round++)
        {
            RandomStream draws = RandomStream.For(5, "kmer text", round);
            int k = 2 + (int)draws.NextBelow(8);
            int stride = draws.NextBelow(2) == 0 ? 1 : k;
            var kmers = new KmerText("x.tsv");
            for (int row = 0; row < 5; row++)
            {
                // The first row is long, because it tells the stride; others may be shorter than a k-mer.
                int length = row == 0 ? k + 40 : (int)draws.NextBelow(60);
                string bases = string.Concat(Enumerable.Range(0, length).Select(_ => "ACGTN"[(int)draws.NextBelow(5)]));

                string joined = Texts.String(kmers.Join(Texts.Ascii(Cut(bases, k, stride)), row));

                Assert.Equal(bases, joined);
            }
            Assert.Equal(new KmerShape(k, stride), kmers.Shape);
        }
    }

    [Theory]
    [InlineData("ACGTAC CGTACG|GTACGT TACGTT ACGTTA CGGTAA", 2, "k-mer 4, 'CGGTAA', does not go on where 'ACGTTA' ends")]
    [InlineData("ACGTAC CGTACG GTACGT TACCTA ACGTAA CGTAAC GTAACC TAACCG AACCGG ACCGGT", 1, "k-mer 4, 'TACCTA', does not go on")]
    [InlineData("ACGT CGTA|ACG CGT", 2, "k-mer 1, 'ACG', has 3 letters; all k-mers of this file have 4")]
    [InlineData("ACGT CGTA GTA", 1, "k-mer 3, 'GTA', has 3 letters; all k-mers of this file have 4")]
    [InlineData("ACGT GGTA|ACGT CG GTAC", 2, "k-mer 2, 'CG', has 2 letters")]
    [InlineData("ACGT GGTAC", 1, "k-mer 2, 'GGTAC', has 5 letters; all k-mers of this file have 4")]
    [InlineData("ACGT CGTA|ACGTA", 2, "whole sequences and sequences cut into k-mers stand in one file")]
    [InlineData("ACGTA|ACGT CGTA", 2, "whole sequences and sequences cut into k-mers stand in one file")]
    public void Kmers_that_do_not_fit_are_named_with_their_line(string rows, long line, string found)
    {
        var kmers = new KmerText("x.tsv");

        var fault = Assert.Throws<InputException>(() =>
        {
            foreach ((int index, string row) in rows.Split('|').Index())
                kmers.Join(Texts.Ascii(row), index + 1);
        });

        Assert.StartsWith($"x.tsv:{line}: {found}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_hostile_row_is_refused_at_once() =>
        Assert.Throws<InputException>(() => new KmerText("x").Join(
            Texts.Ascii(string.Join(' ', Enumerable.Repeat(new string('A', 1_000), 1_000)) + " " + new string('A', 1_001)), 1));

    private static string Cut(string bases, int k, int stride)
    {
        if (bases.Length <= k)
            return bases;
        int last = stride == k ? bases.Length : bases.Length - k + 1;
        return string.Join(' ',
            Enumerable.Range(0, (last - 1) / stride + 1).Select(i => bases[(i * stride)..Math.Min(i * stride + k, bases.Length)]));
    }
}

using Cistron.Evaluation.Baselines;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Baselines;

public class KmerCountsTests
{
    [Fact]
    public void Every_k_mer_of_every_length_is_counted_where_it_stands()
    {
        KmerCounts counts = new(Alphabet.Dna, 3);
        var found = new int[counts.Width];

        counts.Count("ACACG"u8, found);

        Assert.Equal(4 + 16 + 64, counts.Width);
        Assert.Equal(2, found[counts.ColumnOf("A"u8)]);
        Assert.Equal(2, found[counts.ColumnOf("AC"u8)]);
        Assert.Equal(1, found[counts.ColumnOf("CG"u8)]);
        Assert.Equal(1, found[counts.ColumnOf("CAC"u8)]);
        Assert.Equal(5 + 4 + 3, found.Sum());
    }

    [Fact]
    public void An_ambiguous_base_breaks_the_k_mers_around_it()
    {
        KmerCounts counts = new(Alphabet.Dna, 2);
        var found = new int[counts.Width];

        counts.Count("ACNGT"u8, found);

        Assert.Equal(1, found[counts.ColumnOf("AC"u8)]);
        Assert.Equal(1, found[counts.ColumnOf("GT"u8)]);
        Assert.Equal(4 + 2, found.Sum());
    }

    [Fact]
    public void Counting_both_strands_gives_a_sequence_and_its_reverse_complement_the_same_counts()
    {
        KmerCounts counts = new(Alphabet.Dna, 5, Strands.Both);
        byte[] bases = Draw.Bases(RandomStream.For(1, "bases"), 300);
        int[] forward = new int[counts.Width], reverse = new int[counts.Width];

        counts.Count(bases, forward);
        counts.Count(ReverseComplement.Of(bases, Alphabet.Dna), reverse);

        Assert.Equal(forward, reverse);
        Assert.Equal(counts.ColumnOf("AAC"u8), counts.ColumnOf("GTT"u8));
        Assert.Equal(300 + 299 + 298 + 297 + 296, forward.Sum());
    }

    [Fact]
    public void Features_of_each_k_have_length_1_and_do_not_grow_with_the_sequence()
    {
        KmerCounts counts = new(Alphabet.Dna, 2);
        float[] once = new float[counts.Width], thrice = new float[counts.Width];

        counts.Features("AC"u8, once);
        counts.Features("ACNACNAC"u8, thrice);

        Assert.Equal(once, thrice);
        Assert.Equal(Math.Sqrt(0.5), once[counts.ColumnOf("A"u8)], 1e-6);
        Assert.Equal(1, once[counts.ColumnOf("AC"u8)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("NNNN")]
    public void A_sequence_without_canonical_bases_has_no_features(string bases)
    {
        KmerCounts counts = new(Alphabet.Dna, 2);
        var features = new float[counts.Width];
        Array.Fill(features, 7);

        counts.Features(System.Text.Encoding.ASCII.GetBytes(bases), features);

        Assert.All(features, feature => Assert.Equal(0, feature));
    }

    [Fact]
    public void Residues_are_counted_like_bases_but_have_no_second_strand()
    {
        KmerCounts counts = new(Alphabet.Protein, 2);
        var found = new int[counts.Width];

        counts.Count("MKMK"u8, found);

        Assert.Equal(2, found[counts.ColumnOf("MK"u8)]);
        Assert.Throws<ArgumentException>(() => new KmerCounts(Alphabet.Protein, 2, Strands.Both));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void Lengths_that_cannot_be_counted_are_refused_with_the_range(int longest)
    {
        var fault = Assert.Throws<ArgumentException>(() => new KmerCounts(Alphabet.Dna, longest));

        Assert.Contains("choose 1 to 10 for the dna alphabet", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dna")]
    [InlineData("protein")]
    public void Counts_are_those_of_a_search_at_every_place(string alphabet)
    {
        var letters = Alphabet.Named(alphabet);
        KmerCounts counts = new(letters, 3);
        var found = new int[counts.Width];
        for (int draw = 0; draw < 50; draw++)
        {
            var stream = RandomStream.For(6, "k-mers", draw);
            byte[] choice = [.. letters.Letters, (byte)'X', (byte)'X'];
            byte[] bases = [.. Enumerable.Range(0, draw).Select(_ => choice[(int)stream.NextBelow(choice.Length)])];
            int[] expected = new int[counts.Width];
            for (int k = 1; k <= 3; k++)
                for (int start = 0; start + k <= bases.Length; start++)
                    if (!bases.AsSpan(start, k).Contains((byte)'X'))
                        expected[counts.ColumnOf(bases.AsSpan(start, k))]++;

            counts.Count(bases, found);

            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public void Every_column_has_the_name_of_its_k_mer()
    {
        KmerCounts counts = new(Alphabet.Rna, 3);

        Assert.Equal(Enumerable.Range(0, counts.Width),
            counts.Names.Select(name => counts.ColumnOf(System.Text.Encoding.ASCII.GetBytes(name))));
    }
}

using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Similarity;

namespace Cistron.Sequences.Tests.Similarity;

public class KmersTests
{
    [Theory]
    [InlineData("ACGTTNACA", "ACG,CGT,GTT,ACA", ComparedStrands.Forward)]
    // Of each k-mer and its reverse complement, the one that comes first in the alphabet.
    [InlineData("ACGTTNTGT", "ACG,ACG,AAC,ACA", ComparedStrands.Both)]
    public void A_number_gives_its_bases_back(string bases, string expected, ComparedStrands strands)
    {
        var kmers = new Kmers(3, Alphabet.Dna, strands);
        List<string> read = [];
        foreach (ulong kmer in kmers.Of(Encoding.ASCII.GetBytes(bases)))
            read.Add(Encoding.ASCII.GetString(kmers.Bases(kmer)));

        Assert.Equal(expected, string.Join(',', read));
    }

    [Fact]
    public void Letters_that_are_not_four_bases_and_a_k_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Kmers(3, Alphabet.Protein, ComparedStrands.Forward));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Kmers(0, Alphabet.Dna, ComparedStrands.Both));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Kmers(Kmers.LargestK + 1, Alphabet.Dna, ComparedStrands.Both));
    }
}

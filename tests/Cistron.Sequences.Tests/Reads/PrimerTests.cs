using Cistron.Sequences.Reads;

namespace Cistron.Sequences.Tests.Reads;

public class PrimerTests
{
    [Theory]
    [InlineData("ACG", 0, "TTACGTT", 2)]
    [InlineData("NCG", 0, "TTGCGTT", 2)]
    [InlineData("WCG", 0, "TTGCGTT", null)]
    [InlineData("WCG", 1, "GGGCGGG", 2)]
    [InlineData("RAA", 0, "NAAGAA", 3)]         // an N may be any base, which R does not stand for
    [InlineData("NAA", 0, "NAAGAA", 0)]
    [InlineData("ACGT", 1, "ACGACCTTACGT", 8)]  // none fails there, one at 0
    [InlineData("ACGT", 1, "ACTTTTACCT", 0)]    // one fails at both: the first
    [InlineData("ACGT", 0, "ACG", null)]
    public void A_primer_binds_where_the_fewest_letters_fail(string letters, int mismatches, string bases, int? expected) =>
        Assert.Equal(expected, new Primer(letters, mismatches).Find(System.Text.Encoding.ASCII.GetBytes(bases)));

    [Fact]
    public void The_reverse_complement_binds_the_other_strand()
    {
        var primer = new Primer("GACTACHVGGG", 0);      // its complement is CCCBDGTAGTC

        Assert.Equal(2, primer.ReverseComplement().Find("TTCCCTAGTAGTCTT"u8));
        Assert.Null(primer.Find("TTCCCTAGTAGTCTT"u8));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("ACx", 0)]
    [InlineData("acg", 0)]
    [InlineData("ACG", 3)]
    [InlineData("ACG", -1)]
    public void Letters_that_are_no_primer_are_refused(string letters, int mismatches) =>
        Assert.Throws<ArgumentException>(() => new Primer(letters, mismatches));
}

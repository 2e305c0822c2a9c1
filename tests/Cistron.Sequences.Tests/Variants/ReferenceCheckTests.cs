using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tests.Formats;
using Cistron.Sequences.Variants;

namespace Cistron.Sequences.Tests.Variants;

public class ReferenceCheckTests
{
    [Theory]
    [InlineData("ACG", "ACG")]
    [InlineData("ACG", "acg")]
    [InlineData("ACG", "ANg")]
    [InlineData("ANG", "ACG")]
    [InlineData("", "")]
    public void Bases_that_agree_have_no_fault(string reference, string genome) =>
        Assert.Null(Fault(reference, genome));

    [Theory]
    [InlineData("ACG", "ACT",
        "x.vcf:7: the reference bases at 'chr1:100' are 'ACG' and the genome has 'ACT'; they are the same when the "
        + "variants were called on this genome; use the genome of the variants.")]
    [InlineData("ACG", "AC",
        "x.vcf:7: the reference bases 'ACG' at 'chr1:100' reach beyond the end of the contig; they are the same when the "
        + "variants were called on this genome; use the genome of the variants.")]
    public void Bases_that_disagree_are_told_with_line_and_place(string reference, string genome, string message) =>
        Assert.Equal(message, Fault(reference, genome)!.Message);

    private static InputException? Fault(string reference, string genome)
    {
        var variant = new Variant(
            new Interval("chr1", 99, 99 + reference.Length), Texts.Ascii(reference), Texts.Ascii("T"));
        return ReferenceCheck.Fault(variant, Texts.Ascii(genome), "x.vcf", 7);
    }
}

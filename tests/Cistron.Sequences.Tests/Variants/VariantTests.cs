using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Formats;
using Cistron.Sequences.Variants;

namespace Cistron.Sequences.Tests.Variants;

public class VariantTests
{
    [Theory]
    [InlineData("A", "C", VariantKind.SingleNucleotide, "c:10-11(+) A>C")]
    [InlineData("AAC", "AGC", VariantKind.SingleNucleotide, "c:11-12(+) A>G")]
    [InlineData("ACG", "TCA", VariantKind.MultiNucleotide, "c:10-13(+) ACG>TCA")]
    [InlineData("A", "ACG", VariantKind.Insertion, "c:11-11(+) ->CG")]
    [InlineData("ACG", "A", VariantKind.Deletion, "c:11-13(+) CG>-")]
    [InlineData("CAA", "CA", VariantKind.Deletion, "c:11-12(+) A>-")]
    [InlineData("TCACACAG", "TCACAG", VariantKind.Deletion, "c:11-13(+) CA>-")]
    [InlineData("CACA", "CACACA", VariantKind.Insertion, "c:10-10(+) ->CA")]
    [InlineData("ACG", "ATTTG", VariantKind.DeletionInsertion, "c:11-12(+) C>TTT")]
    [InlineData("A", "", VariantKind.Deletion, "c:10-11(+) A>-")]
    public void Trimming_takes_off_what_both_alleles_share(
        string reference, string alternative, VariantKind kind, string trimmed)
    {
        Variant variant = Make(10, reference, alternative);

        Assert.Equal(kind, variant.Kind);
        Assert.Equal(trimmed, variant.Trimmed().ToString());
    }

    [Fact]
    public void A_trimmed_variant_makes_the_same_sequence_and_cannot_be_trimmed_further()
    {
        for (int round = 0; round < 5_000; round++)
        {
            RandomStream draws = RandomStream.For(2, "variant", round);
            byte[] contig = Draw(draws, 30);
            int start = (int)draws.NextBelow(20);
            byte[] reference = contig[start..(start + (int)draws.NextBelow(8))];
            byte[] alternative = Draw(draws, (int)draws.NextBelow(8));
            if (reference.AsSpan().SequenceEqual(alternative))
                continue;
            var variant = new Variant(new Interval("c", start, start + reference.Length), reference, alternative);
            var whole = new Interval("c", 0, contig.Length);

            Variant trimmed = variant.Trimmed();

            Assert.Equal(VariantWindow.Apply(contig, whole, variant), VariantWindow.Apply(contig, whole, trimmed));
            Assert.True(variant.Interval.Contains(trimmed.Interval));
            Assert.Equal(Texts.String(contig.AsSpan((int)trimmed.Interval.Start, (int)trimmed.Interval.Length)),
                Texts.String(trimmed.Reference));
            Assert.True(trimmed.Reference.Length == 0 || trimmed.Alternative.Length == 0
                || (trimmed.Reference[0] != trimmed.Alternative[0] && trimmed.Reference[^1] != trimmed.Alternative[^1]));
        }
    }

    [Fact]
    public void What_is_no_variant_cannot_be_made()
    {
        Assert.Throws<ArgumentException>(() => Make(1, "AC", "AC"));
        Assert.Throws<ArgumentException>(() => new Variant(new Interval("c", 1, 3), "A"u8.ToArray(), "C"u8.ToArray()));
    }

    private static Variant Make(long start, string reference, string alternative) =>
        new(new Interval("c", start, start + reference.Length, Strand.Forward),
            Texts.Ascii(reference), Texts.Ascii(alternative));

    // Two letters only, so that alleles often share some.
    private static byte[] Draw(RandomStream draws, int length)
    {
        byte[] bases = new byte[length];
        foreach (ref byte letter in bases.AsSpan())
            letter = "AC"u8[(int)draws.NextBelow(2)];
        return bases;
    }
}

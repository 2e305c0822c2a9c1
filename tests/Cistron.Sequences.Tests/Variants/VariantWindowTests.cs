using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Formats;
using Cistron.Sequences.Variants;

namespace Cistron.Sequences.Tests.Variants;

public class VariantWindowTests
{
    [Theory]
    [InlineData(50, 51, 11, 100, 45, 56)]
    [InlineData(50, 51, 10, 100, 46, 56)]
    [InlineData(50, 50, 10, 100, 45, 55)]
    [InlineData(0, 1, 11, 100, 0, 11)]
    [InlineData(99, 100, 11, 100, 89, 100)]
    [InlineData(100, 100, 11, 100, 89, 100)]
    [InlineData(3, 4, 11, 5, 0, 5)]
    [InlineData(20, 60, 11, 100, 20, 60)]
    [InlineData(0, 5, 3, 5, 0, 5)]
    public void A_window_has_the_variant_in_its_middle_and_stays_on_the_contig(
        long start, long end, long length, long contig, long windowStart, long windowEnd)
    {
        Interval window = VariantWindow.Around(Make(start, end, "G"), length, contig);

        Assert.Equal(new Interval("c", windowStart, windowEnd), window);
    }

    [Theory]
    [InlineData(50, 51, 11, 4, 100, 46, 57)]
    [InlineData(50, 54, 11, 0, 100, 50, 61)]
    [InlineData(2, 3, 11, 4, 100, 0, 11)]
    [InlineData(98, 99, 11, 4, 100, 89, 100)]
    [InlineData(3, 4, 11, 4, 5, 0, 5)]
    public void A_window_at_an_origin_begins_so_far_before_the_variant_and_stays_on_the_contig(
        long start, long end, long length, long origin, long contig, long windowStart, long windowEnd) =>
        Assert.Equal(new Interval("c", windowStart, windowEnd), VariantWindow.At(Make(start, end, "G"), length, origin, contig)!.Value with { Strand = Strand.Unknown });

    [Fact]
    public void A_window_that_ends_within_the_variant_is_none() => Assert.Null(VariantWindow.At(Make(50, 60, "G"), 11, 4, 100));

    [Fact]
    public void Any_window_contains_its_variant_and_is_as_long_as_it_can_be()
    {
        for (int round = 0; round < 5_000; round++)
        {
            RandomStream draws = RandomStream.For(2, "window", round);
            long contig = 1 + draws.NextBelow(60);
            long start = draws.NextBelow(contig + 1);
            long end = start + draws.NextBelow(contig - start + 1);
            long length = 1 + draws.NextBelow(80);

            Interval window = VariantWindow.Around(Make(start, end, "GG"), length, contig);

            Assert.True(window.Contains(new Interval("c", start, end)));
            Assert.InRange(window.Start, 0, window.End);
            Assert.InRange(window.End, window.Start, contig);
            Assert.Equal(Math.Max(Math.Min(length, contig), end - start), window.Length);
        }
    }

    [Theory]
    [InlineData(99, 101, 10, 100)]
    [InlineData(-1, 0, 10, 100)]
    [InlineData(5, 6, 0, 100)]
    public void A_variant_beyond_the_contig_has_no_window(long start, long end, long length, long contig) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => VariantWindow.Around(Make(start, end, "GG"), length, contig));

    [Theory]
    [InlineData(12, 13, "A", "ACATACGT")]
    [InlineData(12, 12, "TTT", "ACTTTGTACGT")]
    [InlineData(12, 15, "", "ACCGT")]
    [InlineData(12, 14, "AAA", "ACAAAACGT")]
    [InlineData(10, 10, "T", "TACGTACGT")]
    [InlineData(18, 18, "T", "ACGTACGTT")]
    [InlineData(10, 18, "", "")]
    public void A_variant_is_put_into_its_window(long start, long end, string alternative, string expected)
    {
        byte[] bases = "ACGTACGT"u8.ToArray();

        byte[] with = VariantWindow.Apply(bases, new Interval("c", 10, 18), Make(start, end, alternative));

        Assert.Equal(expected, Texts.String(with));
        Assert.Equal("ACGTACGT", Texts.String(bases));
    }

    [Theory]
    [InlineData("c", 17, 19)]
    [InlineData("c", 9, 11)]
    [InlineData("other", 12, 13)]
    public void A_variant_elsewhere_is_not_put_in(string contig, long start, long end)
    {
        var variant = new Variant(new Interval(contig, start, end), new byte[end - start], "G"u8.ToArray());

        Assert.Throws<ArgumentException>(
            () => VariantWindow.Apply("ACGTACGT"u8, new Interval("c", 10, 18), variant));
    }

    [Fact]
    public void Bases_that_do_not_fill_the_window_are_refused() =>
        Assert.Throws<ArgumentException>(
            () => VariantWindow.Apply("ACGT"u8, new Interval("c", 10, 18), Make(12, 13, "G")));

    private static Variant Make(long start, long end, string alternative) =>
        new(new Interval("c", start, end), [.. Enumerable.Repeat((byte)'N', (int)(end - start))], Texts.Ascii(alternative));
}

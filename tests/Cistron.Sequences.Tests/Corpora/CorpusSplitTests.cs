using Cistron.Sequences.Corpora;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Corpora;

public class CorpusSplitTests
{
    [Fact]
    public void A_long_record_gives_its_end_to_validation()
    {
        var split = new CorpusSplit(Records(1000, 200), validationShare: 0.1, longRecord: 200);

        Assert.Equal([new(0, 0, 900), new(1, 1000, 1180)], split.Training);
        Assert.Equal([new(0, 900, 1000), new(1, 1180, 1200)], split.Validation);
    }

    [Fact]
    public void A_short_record_is_never_cut()
    {
        var split = new CorpusSplit(Records([.. Enumerable.Repeat(99L, 50)]), validationShare: 0.5, longRecord: 100);

        Assert.All(split.Training.Concat(split.Validation), region => Assert.Equal(99, region.Length));
        Assert.NotEmpty(split.Training);
        Assert.NotEmpty(split.Validation);
    }

    [Fact]
    public void Short_records_go_to_validation_in_the_share_that_was_asked()
    {
        var split = new CorpusSplit(Records([.. Enumerable.Repeat(10L, 5000)]), validationShare: 0.2);

        // Five standard deviations of a binomial count with n = 5000 and p = 0.2.
        Assert.InRange(split.Validation.Count, 1000 - 141, 1000 + 141);
    }

    [Fact]
    public void A_short_record_stays_on_its_side_whatever_records_are_beside_it()
    {
        CorpusRecord[] records = [.. Records([.. Enumerable.Repeat(10L, 40)])];
        CorpusRecord[] reversed = [.. records.Reverse()];

        var split = new CorpusSplit(records, 0.3);
        var reversedSplit = new CorpusSplit(reversed, 0.3);

        Assert.Equal(
            split.Validation.Select(region => records[region.Record].Id).Order(StringComparer.Ordinal),
            reversedSplit.Validation.Select(region => reversed[region.Record].Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Regions_never_overlap_and_cover_every_base()
    {
        RandomStream draws = RandomStream.For(3, "split");
        for (int trial = 0; trial < 200; trial++)
        {
            CorpusRecord[] records = [.. Records([.. Enumerable.Range(0, 12).Select(_ => draws.NextBelow(400))])];

            var split = new CorpusSplit(records, draws.NextDouble(), longRecord: 150);

            long end = 0;
            foreach (CorpusRegion region in split.Training.Concat(split.Validation).OrderBy(region => region.Start))
            {
                Assert.Equal(end, region.Start);
                Assert.True(region.Length > 0);
                Assert.InRange(region.Start, records[region.Record].Start, records[region.Record].End);
                Assert.InRange(region.End, records[region.Record].Start, records[region.Record].End);
                end = region.End;
            }
            Assert.Equal(records[^1].End, end);
        }
    }

    [Fact]
    public void A_share_of_zero_trains_on_everything()
    {
        var split = new CorpusSplit(Records(500, 5), validationShare: 0, longRecord: 100);

        Assert.Empty(split.Validation);
        Assert.Equal(505, split.Training.Sum(region => region.Length));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_share_that_leaves_nothing_to_train_on_is_refused(double share)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorpusSplit(Records(500), share));
    }

    private static List<CorpusRecord> Records(params long[] lengths)
    {
        List<CorpusRecord> records = [];
        foreach (long length in lengths)
            records.Add(new CorpusRecord($"r{records.Count}", 0, records.Count > 0 ? records[^1].End : 0, length, []));
        return records;
    }
}

using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;

namespace Cistron.Sequences.Tests.Corpora;

public sealed class WindowTilingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whole_windows_lie_side_by_side_from_the_start_of_each_region()
    {
        using Corpus corpus = Build(new string('A', 100));

        IReadOnlyList<CorpusRegion> windows = Tile(corpus, [new(0, 5, 37), new(0, 50, 60)], maximum: 100);

        Assert.Equal([new(0, 5, 15), new(0, 15, 25), new(0, 25, 35), new(0, 50, 60)], windows);
    }

    [Fact]
    public void A_region_shorter_than_a_window_is_one_and_an_empty_one_is_none()
    {
        using Corpus corpus = Build(new string('A', 100));

        IReadOnlyList<CorpusRegion> windows = Tile(corpus, [new(0, 3, 7), new(0, 9, 9), new(0, 20, 30)], maximum: 100);

        Assert.Equal([new(0, 3, 7), new(0, 20, 30)], windows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(19)]
    [InlineData(20)]
    public void A_maximum_is_met_and_spread_evenly(int maximum)
    {
        using Corpus corpus = Build(new string('A', 200));

        IReadOnlyList<CorpusRegion> windows = Tile(corpus, [new(0, 0, 110), new(0, 110, 200)], maximum);

        Assert.Equal(maximum, windows.Count);
        double evenly = 200.0 / maximum;
        for (int i = 0; i < windows.Count; i++)
            Assert.InRange(windows[i].Start, (i + 0.5) * evenly - 10, (i + 0.5) * evenly);
    }

    [Fact]
    public void Windows_of_regions_that_do_not_overlap_do_not_either()
    {
        using Corpus corpus = Build(new string('A', 300));
        var split = new CorpusSplit(corpus.Records, validationShare: 0.5, longRecord: 100);

        CorpusRegion[] windows = [.. Tile(corpus, [.. split.Training, .. split.Validation], maximum: 1000)];

        Assert.Equal(30, windows.Length);
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
    }

    [Fact]
    public void Windows_with_too_many_ambiguity_letters_are_left_out()
    {
        using Corpus corpus = Build("ACGTACGTAC" + "NNNNNNNNNN" + "ANCGTACGTA" + "NNACGTACGT");

        IReadOnlyList<CorpusRegion> windows = WindowTiling.Of(
            corpus, [new(0, 0, 40)], new WindowOptions(10, 0.1), maximum: 100);

        Assert.Equal([new(0, 0, 10), new(0, 20, 30)], windows);
    }

    [Fact]
    public void No_regions_or_no_windows_wanted_give_none()
    {
        using Corpus corpus = Build("ACGTACGTAC");

        Assert.Empty(Tile(corpus, [], maximum: 10));
        Assert.Empty(Tile(corpus, [new(0, 0, 10)], maximum: 0));
    }

    private Corpus Build(string bases) =>
        CorpusBuilder.Build([_folder.Write("a.fa", $">r\n{bases}\n")], Alphabet.Dna, _folder.Path);

    private static IReadOnlyList<CorpusRegion> Tile(Corpus corpus, CorpusRegion[] regions, int maximum) =>
        WindowTiling.Of(corpus, regions, new WindowOptions(10, 1), maximum);
}

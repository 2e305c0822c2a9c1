using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Corpora;

public sealed class WindowSamplerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_window_is_a_function_of_seed_step_and_row_alone()
    {
        using Corpus corpus = Build(RandomBases(5000));
        WindowSampler sampler = Sampler(corpus, 50, seed: 7);
        string[] windows = [.. Enumerable.Range(0, 20).Select(i => Window(sampler, step: i / 4, row: i % 4))];

        WindowSampler again = Sampler(corpus, 50, seed: 7);
        string late = Window(again, 4, 3);
        string early = Window(again, 0, 0);

        Assert.Equal((windows[19], windows[0]), (late, early));
        Assert.Equal(20, windows.Distinct().Count());
        Assert.NotEqual(windows[0], Window(Sampler(corpus, 50, seed: 8), 0, 0));
    }

    [Fact]
    public void Windows_lie_within_the_regions_and_every_start_is_drawn()
    {
        string bases = RandomBases(60);
        using Corpus corpus = Build(bases);
        CorpusRegion[] regions = [new(0, 10, 22), new(0, 40, 52)];
        var sampler = new WindowSampler(corpus, regions, new WindowOptions(10, 1), StrandSampling.Forward, seed: 1);

        HashSet<string> drawn = [.. Enumerable.Range(0, 300).Select(step => Window(sampler, step, 0))];

        HashSet<string> possible = [.. new[] { 10, 11, 12, 40, 41, 42 }.Select(start => bases.Substring(start, 10))];
        Assert.Equal(possible.Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_other_window_may_have_a_random_length()
    {
        using Corpus corpus = Build(RandomBases(5000));
        var sampler = new WindowSampler(corpus, [new(0, 0, 5000)], new WindowOptions(50, 1) { Shortest = 5 },
            StrandSampling.Both, seed: 1);

        var lengths = Enumerable.Range(0, 4600).Select(step => Window(sampler, step, 0).Length).CountBy(n => n).ToDictionary();

        // 50 comes up in half of the draws and once among the 46 lengths of the other half.
        Assert.InRange(lengths[50], 2350 - 170, 2350 + 170);
        Assert.Equal(Enumerable.Range(5, 46), lengths.Keys.Order());
        Assert.All(lengths.Where(n => n.Key < 50), n => Assert.InRange(n.Value, 15, 90));
    }

    [Fact]
    public void Regions_are_drawn_by_their_length()
    {
        using Corpus corpus = Build(new string('A', 100), new string('C', 300));
        WindowSampler sampler = Sampler(corpus, 20);

        int ofSecond = Enumerable.Range(0, 4000).Count(step => Window(sampler, step, 0)[0] == 'C');

        // Five standard deviations of a binomial count with n = 4000 and p = 0.75.
        Assert.InRange(ofSecond, 3000 - 137, 3000 + 137);
    }

    [Fact]
    public void A_region_shorter_than_the_window_is_given_whole()
    {
        using Corpus corpus = Build("ACGTT");

        Assert.Equal("ACGTT", Window(Sampler(corpus, 20), 0, 0));
        Assert.Equal("ACGTT", Window(Sampler(corpus, 5), 3, 1));
    }

    [Fact]
    public void Both_strands_are_read_half_of_the_time_each()
    {
        using Corpus corpus = Build("AACAA");
        WindowSampler sampler = Sampler(corpus, 5, StrandSampling.Both);

        string[] windows = [.. Enumerable.Range(0, 1000).Select(step => Window(sampler, step, 0))];

        Assert.Equal(["AACAA", "TTGTT"], windows.Distinct().Order(StringComparer.Ordinal));
        // Five standard deviations of a binomial count with n = 1000 and p = 0.5.
        Assert.InRange(windows.Count(window => window == "TTGTT"), 500 - 80, 500 + 80);
    }

    [Fact]
    public void The_strand_does_not_change_where_windows_lie()
    {
        using Corpus corpus = Build(RandomBases(3000));
        WindowSampler forward = Sampler(corpus, 30);
        WindowSampler both = Sampler(corpus, 30, StrandSampling.Both);

        for (int step = 0; step < 50; step++)
        {
            byte[] window = forward.Window(step, 0);
            byte[] reverse = ReverseComplement.Of(window, Alphabet.Dna);
            byte[] drawn = both.Window(step, 0);
            Assert.True(drawn.SequenceEqual(window) || drawn.SequenceEqual(reverse));
        }
    }

    [Fact]
    public void Windows_with_too_many_ambiguity_letters_are_drawn_again()
    {
        using Corpus corpus = Build(RandomBases(100) + new string('N', 900) + RandomBases(100));
        var strict = new WindowSampler(
            corpus, Whole(corpus), new WindowOptions(20, 0.1), StrandSampling.Forward, seed: 1);

        string[] windows = [.. Enumerable.Range(0, 200).Select(step => Window(strict, step, 0))];

        Assert.All(windows, window => Assert.InRange(window.Count(letter => letter == 'N'), 0, 2));
        Assert.Contains(windows, window => window.Contains('N', StringComparison.Ordinal));
    }

    [Fact]
    public void A_corpus_of_gaps_ends_in_a_sentence_and_not_in_an_endless_search()
    {
        using Corpus corpus = Build(new string('N', 100));
        var sampler = new WindowSampler(
            corpus, Whole(corpus), new WindowOptions(20, 0.5), StrandSampling.Forward, seed: 1);

        var fault = Assert.Throws<InputException>(() => sampler.Window(0, 0));

        Assert.Contains("share of 0.5", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_draw_from_is_refused()
    {
        using Corpus corpus = Build("ACGT");
        var options = new WindowOptions(2, 1);

        Assert.Throws<ArgumentException>(() => new WindowSampler(corpus, [], options, StrandSampling.Forward, seed: 1));
        Assert.Throws<ArgumentException>(
            () => new WindowSampler(corpus, [new(0, 2, 2)], options, StrandSampling.Forward, seed: 1));
    }

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(10, -0.1)]
    [InlineData(10, 1.1)]
    [InlineData(10, double.NaN)]
    public void Options_out_of_range_are_refused(int bases, double maxAmbiguousShare)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WindowOptions(bases, maxAmbiguousShare));
    }

    private Corpus Build(params string[] records)
    {
        string fasta = string.Concat(records.Select((bases, i) => $">r{i}\n{bases}\n"));
        return CorpusBuilder.Build([_folder.Write("a.fa", fasta)], Alphabet.Dna, _folder.Path);
    }

    private static WindowSampler Sampler(
        Corpus corpus, int bases, StrandSampling strand = StrandSampling.Forward, ulong seed = 1) =>
        new(corpus, Whole(corpus), new WindowOptions(bases, 1), strand, seed);

    private static CorpusRegion[] Whole(Corpus corpus) =>
        [.. corpus.Records.Select((record, i) => new CorpusRegion(i, record.Start, record.End))];

    private static string Window(WindowSampler sampler, long step, int row) =>
        Encoding.ASCII.GetString(sampler.Window(step, row));

    private static string RandomBases(int length)
    {
        RandomStream draws = RandomStream.For(5, "bases", length);
        return string.Concat(Enumerable.Range(0, length).Select(_ => "ACGT"[(int)draws.NextBelow(4)]));
    }
}

using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Reads;

namespace Cistron.Sequences.Tests.Reads;

public class ReadSimulatorTests
{
    private static readonly byte[] Gene = Bases(1500);

    [Fact]
    public void Reads_without_errors_are_stretches_of_the_sequence_of_every_length_in_the_range()
    {
        var rule = new ReadRule { ReadsOfSequence = 3000, MinBases = 20, MaxBases = 30, ErrorRate = 0, Strands = StrandSampling.Both };

        IReadOnlyList<SimulatedRead> reads = new ReadSimulator(rule, seed: 1).Of(Gene, 0);

        Assert.Equal(3000, reads.Count);
        Assert.Equal(Enumerable.Range(20, 11), reads.Select(read => read.Bases.Length).Distinct().Order());
        Assert.All(reads, read => Assert.Equal(OnItsStrand(read), read.Bases));
        // Half of 3,000 give or take four standard deviations of 27.
        Assert.InRange(reads.Count(read => read.Strand == Strand.Reverse), 1390, 1610);
        Assert.Equal((0, 1500), (reads.Min(read => read.Start) / 10, reads.Max(read => read.End)));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.2)]
    public void Errors_replace_bases_by_others_at_their_rate(double rate)
    {
        var rule = new ReadRule { ReadsOfSequence = 1000, MinBases = 100, MaxBases = 100, ErrorRate = rate };

        IReadOnlyList<SimulatedRead> reads = new ReadSimulator(rule, seed: 2).Of(Gene, 0);

        long wrong = reads.Sum(read => read.Bases.Zip(Gene[read.Start..read.End]).Count(pair => pair.First != pair.Second));
        double deviation = Math.Sqrt(rate * (1 - rate) / 100_000);
        Assert.InRange(wrong / 100_000.0, rate - 4 * deviation, rate + 4 * deviation);
        Assert.All(reads, read => Assert.All(read.Bases, letter => Assert.True(Alphabet.Dna.IsCanonical(letter))));
        Assert.All(reads, read => Assert.Equal(Strand.Forward, read.Strand));
    }

    [Fact]
    public void Letters_that_stand_for_several_bases_stay()
    {
        var rule = new ReadRule { ReadsOfSequence = 5, MinBases = 10, MaxBases = 10, ErrorRate = 1 };

        IReadOnlyList<SimulatedRead> reads = new ReadSimulator(rule, seed: 2).Of("NNNNNNNNNN"u8, 0);

        Assert.All(reads, read => Assert.Equal("NNNNNNNNNN"u8.ToArray(), read.Bases));
    }

    [Theory]
    [InlineData(StrandSampling.Forward)]
    [InlineData(StrandSampling.Both)]
    public void Reads_of_an_amplicon_begin_behind_a_primer(StrandSampling strands)
    {
        var rule = new ReadRule
        {
            ReadsOfSequence = 50, MinBases = 30, MaxBases = 40, ErrorRate = 0, Strands = strands,
            Primers = (new Primer("GGGGGGCCCC", 1), new Primer("AAAAAATTTT", 1)),
        };
        byte[] amplicon = Bases(200);
        // What the second primer binds is its reverse complement.
        byte[] bases = [.. Gene[..100], .. "GGGGGGCCCC"u8, .. amplicon, .. "AAAATTTTTT"u8, .. Gene[..50]];

        IReadOnlyList<SimulatedRead> reads = new ReadSimulator(rule, seed: 3).Of(bases, 0);

        Assert.Equal(50, reads.Count);
        Assert.All(reads, read => Assert.Equal(read.Strand == Strand.Reverse ? 310 : 110,
            read.Strand == Strand.Reverse ? read.End : read.Start));
        Assert.Equal(strands == StrandSampling.Both ? 2 : 1, reads.Select(read => read.Strand).Distinct().Count());
        Assert.Empty(new ReadSimulator(rule, seed: 3).Of(Gene.AsSpan(0, 400), 0));
    }

    [Fact]
    public void A_sequence_shorter_than_a_read_gives_none_and_one_that_is_shorter_than_the_longest_gives_itself()
    {
        var rule = new ReadRule { ReadsOfSequence = 20, MinBases = 10, MaxBases = 1000, ErrorRate = 0 };

        Assert.Empty(new ReadSimulator(rule, seed: 1).Of("ACGTACGTA"u8, 0));
        Assert.All(new ReadSimulator(rule, seed: 1).Of(Gene.AsSpan(0, 12), 0), read => Assert.InRange(read.Bases.Length, 10, 12));
    }

    [Fact]
    public void A_read_is_a_function_of_the_seed_its_sequence_and_its_number()
    {
        var rule = new ReadRule { ReadsOfSequence = 4 };

        var first = new ReadSimulator(rule, seed: 1).Of(Gene, 7);
        var more = new ReadSimulator(rule with { ReadsOfSequence = 9 }, seed: 1).Of(Gene, 7);

        Assert.Equal(first.Select(read => read.Bases), more.Take(4).Select(read => read.Bases));
        Assert.NotEqual(first.Select(read => read.Bases), new ReadSimulator(rule, seed: 2).Of(Gene, 7).Select(read => read.Bases));
        Assert.NotEqual(first.Select(read => read.Bases), new ReadSimulator(rule, seed: 1).Of(Gene, 8).Select(read => read.Bases));
    }

    private static byte[] OnItsStrand(SimulatedRead read)
    {
        byte[] bases = Gene[read.Start..read.End];
        if (read.Strand == Strand.Reverse)
            ReverseComplement.InPlace(bases, Alphabet.Dna);
        return bases;
    }

    private static byte[] Bases(int length)
    {
        RandomStream draws = RandomStream.For(9, "gene", length);
        return [.. Enumerable.Range(0, length).Select(_ => "ACGT"u8[(int)draws.NextBelow(4)])];
    }
}

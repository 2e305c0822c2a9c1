using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Randomness;
using Cistron.Training.GenomeScans;

namespace Cistron.Training.Tests.GenomeScans;

public sealed class StrandCallsTests
{
    private static readonly Strand[] Both = [Strand.Forward, Strand.Reverse];

    [Fact]
    public void Places_side_by_side_at_or_above_the_threshold_are_one_call()
    {
        var calls = Calls([0.1, 0.5, 0.9, 0.6, 0.49, 0.7], [0, 0, 0, 0, 0, 0]);

        Assert.Equal(
            [("s:10-40(+)", 0.9, 20), ("s:50-60(+)", 0.7, 50)],
            calls.Select(call => ($"{call.Place}", call.Peak.Probability, call.Peak.Base)));
    }

    [Fact]
    public void A_place_without_a_value_ends_a_call() =>
        Assert.Equal(["s:0-10(+)", "s:20-30(+)"], Calls([0.9, double.NaN, 0.9], [0, 0, 0]).Select(call => $"{call.Place}"));

    [Fact]
    public void The_peak_among_equals_is_the_first_that_the_strand_reads()
    {
        var calls = Calls([0.9, 0.9, 0.8], [0.8, 0.9, 0.9]);

        Assert.Equal([0, 20], calls.Select(call => call.Peak.Base));
    }

    [Fact]
    public void Calls_come_in_the_order_of_their_starts_and_both_strands_call_alike()
    {
        for (int round = 0; round < 300; round++)
        {
            var draws = RandomStream.For(4, "calls", round);
            double[] forward = Draw(draws), reverse = Draw(draws);

            var calls = Calls(forward, reverse);

            Assert.Equal(calls.OrderBy(call => call.Place.Start).ThenBy(call => call.Place.Strand), calls);
            Assert.Equal(Expected(forward), calls.Where(call => call.Place.Strand == Strand.Forward).Select(Ends));
            Assert.Equal(Expected(reverse), calls.Where(call => call.Place.Strand == Strand.Reverse).Select(Ends));
        }
    }

    [Fact]
    public void A_call_is_given_as_soon_as_none_before_it_can_come()
    {
        var calls = new StrandCalls(0.5, Both);
        double[] forward = [0.9, 0.1, 0.1, 0.1], reverse = [0.1, 0.1, 0.9, 0.9];
        var given = new List<int>();
        for (int i = 0; i < forward.Length; i++)
        {
            Add(calls, i, forward[i], reverse[i]);
            if (calls.TryTake(out _))
                given.Add(i);
        }

        Assert.Equal([1], given);
    }

    private static (long, long) Ends(ScanCall call) => (call.Place.Start, call.Place.End);

    private static double[] Draw(RandomStream draws) => [.. Enumerable.Range(0, 30).Select(_ => draws.NextDouble())];

    private static IEnumerable<(long, long)> Expected(double[] probabilities)
    {
        for (int i = 0; i < probabilities.Length; i++)
        {
            int start = i;
            while (i < probabilities.Length && probabilities[i] >= 0.5)
                i++;
            if (i > start)
                yield return (10 * start, 10 * i);
        }
    }

    private static List<ScanCall> Calls(double[] forward, double[] reverse)
    {
        var calls = new StrandCalls(0.5, Both);
        var taken = new List<ScanCall>();
        for (int i = 0; i < forward.Length; i++)
        {
            Add(calls, i, forward[i], reverse[i]);
            while (calls.TryTake(out ScanCall? call))
                taken.Add(call);
        }
        calls.EndSequence();
        while (calls.TryTake(out ScanCall? call))
            taken.Add(call);
        return taken;
    }

    private static void Add(StrandCalls calls, int step, double forward, double reverse)
    {
        foreach (var (strand, probability) in new[] { (Strand.Forward, forward), (Strand.Reverse, reverse) })
            if (!double.IsNaN(probability))
                calls.Add(new ScannedPlace(new Interval("s", 10 * step, 10 * step + 10, strand), 10 * step, probability));
    }
}

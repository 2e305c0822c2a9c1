using Cistron.Sequences.Windows;

namespace Cistron.Sequences.Tests.Windows;

public class LongSequenceTests
{
    [Theory]
    [InlineData(LongSequenceRule.KeepStart, 0, 4)]
    [InlineData(LongSequenceRule.KeepEnd, 7, 11)]
    [InlineData(LongSequenceRule.KeepMiddle, 3, 7)]
    public void A_truncated_sequence_keeps_one_window(LongSequenceRule rule, int start, int end) =>
        Assert.Equal([new Window(start, end)], new LongSequence(rule).Cut(11, 4));

    [Fact]
    public void The_last_window_is_shifted_to_full_length() =>
        Assert.Equal([new Window(0, 4), new Window(3, 7), new Window(6, 10), new Window(7, 11)],
            new LongSequence(LongSequenceRule.Windows, OverlapBases: 1).Cut(11, 4));

    [Fact]
    public void A_sequence_that_fits_is_kept_whole_by_every_rule()
    {
        foreach (LongSequenceRule rule in Enum.GetValues<LongSequenceRule>())
        {
            Assert.Equal([new Window(0, 4)], new LongSequence(rule).Cut(4, 4));
            Assert.Equal([new Window(0, 1)], new LongSequence(rule).Cut(1, 4));
            Assert.Empty(new LongSequence(rule).Cut(0, 4));
        }
    }

    [Fact]
    public void Windows_cover_every_base_in_order_and_full_length()
    {
        foreach ((int length, int context, int overlap) in AllSmallSizes())
        {
            IReadOnlyList<Window> windows = new LongSequence(LongSequenceRule.Windows, overlap).Cut(length, context);

            Assert.Equal(0, windows[0].Start);
            Assert.Equal(length, windows[^1].End);
            Assert.All(windows, window => Assert.Equal(Math.Min(length, context), window.Length));
            for (int i = 1; i < windows.Count; i++)
            {
                Assert.True(windows[i].Start > windows[i - 1].Start);
                Assert.True(windows[i - 1].End - windows[i].Start >= overlap);
            }
        }
    }

    [Fact]
    public void No_window_could_be_left_out()
    {
        foreach ((int length, int context, int overlap) in AllSmallSizes())
        {
            int count = new LongSequence(LongSequenceRule.Windows, overlap).Cut(length, context).Count;

            // n windows that share the overlap reach n strides and one overlap far.
            int fewest = length <= context ? 1 : (int)Math.Ceiling((length - overlap) / (double)(context - overlap));
            Assert.Equal(fewest, count);
        }
    }

    [Fact]
    public void Truncation_stays_within_the_sequence()
    {
        LongSequenceRule[] rules = [LongSequenceRule.KeepStart, LongSequenceRule.KeepEnd, LongSequenceRule.KeepMiddle];
        foreach ((int length, int context, _) in AllSmallSizes())
        {
            foreach (LongSequenceRule rule in rules)
            {
                Window window = Assert.Single(new LongSequence(rule).Cut(length, context));

                Assert.True(window.Start >= 0 && window.End <= length);
                Assert.Equal(Math.Min(length, context), window.Length);
            }
        }
    }

    [Fact]
    public void The_longest_sequence_does_not_overflow()
    {
        IReadOnlyList<Window> windows = new LongSequence(LongSequenceRule.Windows).Cut(int.MaxValue, 1_500_000_000);

        Assert.Equal([new Window(0, 1_500_000_000), new Window(int.MaxValue - 1_500_000_000, int.MaxValue)], windows);
    }

    [Theory]
    [InlineData(-1, 4, 0)]
    [InlineData(5, 0, 0)]
    [InlineData(5, 4, 4)]
    [InlineData(5, 4, -1)]
    public void Sizes_out_of_range_are_refused(int length, int context, int overlap) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new LongSequence(LongSequenceRule.Windows, overlap).Cut(length, context));

    private static IEnumerable<(int Length, int Context, int Overlap)> AllSmallSizes() =>
        from length in Enumerable.Range(1, 30)
        from context in Enumerable.Range(1, 9)
        from overlap in Enumerable.Range(0, context)
        select (length, context, overlap);
}

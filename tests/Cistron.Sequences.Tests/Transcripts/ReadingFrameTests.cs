using Cistron.Sequences.Augmentation;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Augmentation;
using Cistron.Sequences.Tests.Formats;
using Cistron.Sequences.Transcripts;

namespace Cistron.Sequences.Tests.Transcripts;

public class ReadingFrameTests
{
    [Theory]
    [InlineData("CCATGAAATAGCC", FrameEnds.Complete, 2, 11)]
    [InlineData("CCAUGAAAUAGCC", FrameEnds.Complete, 2, 11)]
    [InlineData("ATGATGTAA", FrameEnds.Complete, 0, 9)]             // the first ATG, not the last
    [InlineData("ATGTAAATGAAATAA", FrameEnds.Complete, 6, 15)]       // the longer of two
    [InlineData("ATGTGACATGTGA", FrameEnds.Complete, 0, 6)]          // the first of two of one length
    [InlineData("ATGANATAA", FrameEnds.Complete, 0, 9)]
    [InlineData("CCCATGAAACCC", FrameEnds.MayBeCut, 0, 12)]          // open at both ends
    [InlineData("TAAATGAAACC", FrameEnds.MayBeCut, 2, 11)]
    public void The_longest_frame_is_found(string bases, FrameEnds ends, int start, int end)
    {
        var frame = ReadingFrame.Longest(Texts.Ascii(bases), ends);

        Assert.Equal((start, end), (frame?.Start, frame?.End));
    }

    [Theory]
    [InlineData("ATGAAAAAA")]
    [InlineData("AAATAA")]
    [InlineData("ANGAAATAA")]
    [InlineData("")]
    public void Without_a_start_or_a_stop_there_is_no_complete_frame(string bases) =>
        Assert.Null(ReadingFrame.Longest(Texts.Ascii(bases), FrameEnds.Complete));

    [Fact]
    public void It_agrees_with_a_search_through_all_starts_and_stops()
    {
        for (int draw = 0; draw < 200; draw++)
        {
            byte[] bases = Draws.Bases(RandomStream.For(1, "frames", draw), 90 + draw % 7);

            Assert.Equal(LongestCompleteBySearch(bases), ReadingFrame.Longest(bases, FrameEnds.Complete)?.Length ?? 0);
        }
    }

    [Fact]
    public void What_may_be_cut_is_never_shorter_and_has_no_stop_within()
    {
        for (int draw = 0; draw < 100; draw++)
        {
            byte[] bases = Draws.Bases(RandomStream.For(2, "frames", draw), 60 + draw);

            var frame = ReadingFrame.Longest(bases, FrameEnds.MayBeCut)!.Value;

            Assert.True(frame.Length >= (ReadingFrame.Longest(bases, FrameEnds.Complete)?.Length ?? 0));
            int last = frame.HasStop ? frame.End - 3 : frame.End;
            for (int codon = frame.Start; codon < last; codon += 3)
                Assert.NotEqual(GeneticCode.Stop, GeneticCode.Translate(bases.AsSpan(codon, 3)));
            Assert.Equal(frame.HasStop, GeneticCode.Translate(bases.AsSpan(frame.End - 3, 3)) == GeneticCode.Stop);
        }
    }

    private static int LongestCompleteBySearch(byte[] bases)
    {
        int longest = 0;
        for (int start = 0; start + 3 <= bases.Length; start++)
        {
            if (!bases.AsSpan(start, 3).SequenceEqual("ATG"u8))
                continue;
            int end = start;
            while (end + 3 <= bases.Length && GeneticCode.Translate(bases.AsSpan(end, 3)) != GeneticCode.Stop)
                end += 3;
            if (end + 3 <= bases.Length)
                longest = Math.Max(longest, end + 3 - start);
        }
        return longest;
    }
}

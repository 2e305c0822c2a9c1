using Cistron.Sequences.Augmentation;

namespace Cistron.Sequences.Transcripts;

/// <summary>An open reading frame of a transcript, on its own strand.</summary>
/// <param name="Start">The first base of the first codon.</param>
/// <param name="End">Behind the stop codon, or behind the last whole codon where there is none.</param>
/// <param name="HasStart">Whether it begins with ATG; else it is open to the transcript's beginning.</param>
/// <param name="HasStop">Whether it ends with a stop codon; else it is open to the transcript's end.</param>
public readonly record struct ReadingFrame(int Start, int End, bool HasStart, bool HasStop)
{
    /// <summary>Bases, the stop codon included.</summary>
    public int Length => End - Start;

    /// <summary>
    /// The longest frame of the three of a transcript; the first of equally long ones; null when there is none. A codon
    /// with an ambiguous letter neither starts nor stops a frame.
    /// </summary>
    /// <param name="bases">Upper-case letters, T or U alike.</param>
    /// <param name="ends">What a frame must begin and end with.</param>
    public static ReadingFrame? Longest(ReadOnlySpan<byte> bases, FrameEnds ends)
    {
        ReadingFrame? longest = null;
        for (int frame = 0; frame < GeneticCode.CodonLength; frame++)
        {
            int open = ends == FrameEnds.Complete ? -1 : frame;      // where the frame that is being read began
            bool started = false;
            int place = frame;
            for (; place + GeneticCode.CodonLength <= bases.Length; place += GeneticCode.CodonLength)
            {
                var codon = bases.Slice(place, GeneticCode.CodonLength);
                if (IsStart(codon) && open < 0)
                    (open, started) = (place, true);
                else if (IsStop(codon))
                {
                    Consider(open, place + GeneticCode.CodonLength, started, stopped: true);
                    (open, started) = (-1, false);
                }
            }
            if (ends == FrameEnds.MayBeCut)
                Consider(open, place, started, stopped: false);
        }
        return longest;

        void Consider(int start, int end, bool started, bool stopped)
        {
            if (start >= 0 && end - start > (longest?.Length ?? 0))
                longest = new ReadingFrame(start, end, started, stopped);
        }
    }

    private static bool IsStart(ReadOnlySpan<byte> codon) => codon[0] == 'A' && IsT(codon[1]) && codon[2] == 'G';

    private static bool IsStop(ReadOnlySpan<byte> codon) => IsT(codon[0])
        && (codon[1] == 'A' ? codon[2] is (byte)'A' or (byte)'G' : codon[1] == 'G' && codon[2] == 'A');

    private static bool IsT(byte letter) => letter is (byte)'T' or (byte)'U';
}

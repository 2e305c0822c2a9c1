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
        // Of each frame where the one that is being read began, whether with ATG, and the longest that is over.
        Span<int> opened = stackalloc int[GeneticCode.CodonLength];
        Span<bool> started = stackalloc bool[GeneticCode.CodonLength];
        Span<ReadingFrame> longest = stackalloc ReadingFrame[GeneticCode.CodonLength];
        started.Clear();
        longest.Clear();
        for (int frame = 0; frame < GeneticCode.CodonLength; frame++)
            opened[frame] = ends == FrameEnds.Complete ? -1 : frame;

        int codon = NoCodon;
        for (int i = 0, frame = 1; i < bases.Length; i++, frame = frame == 2 ? 0 : frame + 1)
        {
            codon = (codon << LetterBits | Letters[bases[i]]) & CodonMask;
            if (Signals[codon] == Signal.None)
                continue;
            if (Signals[codon] == Signal.Stop)
            {
                Close(ref longest[frame], opened[frame], i + 1, started[frame], stopped: true);
                (opened[frame], started[frame]) = (-1, false);
            }
            else if (opened[frame] < 0)
                (opened[frame], started[frame]) = (i + 1 - GeneticCode.CodonLength, true);
        }

        ReadingFrame best = default;
        for (int frame = 0; frame < GeneticCode.CodonLength; frame++)
        {
            int last = bases.Length - Math.Max(0, bases.Length - frame) % GeneticCode.CodonLength;
            if (ends == FrameEnds.MayBeCut)
                Close(ref longest[frame], opened[frame], last, started[frame], stopped: false);
            if (longest[frame].Length > best.Length)
                best = longest[frame];
        }
        return best.Length > 0 ? best : null;
    }

    private static void Close(ref ReadingFrame longest, int start, int end, bool started, bool stopped)
    {
        if (start >= 0 && end - start > longest.Length)
            longest = new ReadingFrame(start, end, started, stopped);
    }

    private enum Signal : byte
    {
        None,
        Start,
        Stop,
    }

    // A codon is the places of its letters in TCAG, or 4 for any other letter, three bits each: it rolls on without a branch.
    private const int LetterBits = 3, CodonMask = (1 << 3 * LetterBits) - 1, NoCodon = CodonMask;

    private static readonly byte[] Letters = LetterCodes();
    private static readonly Signal[] Signals = CodonSignals();

    private static byte[] LetterCodes()
    {
        byte[] codes = new byte[256];
        Array.Fill(codes, (byte)4);
        foreach (var (letter, code) in new[] { ('T', 0), ('U', 0), ('C', 1), ('A', 2), ('G', 3) })
            codes[letter] = (byte)code;
        return codes;
    }

    private static Signal[] CodonSignals()
    {
        var signals = new Signal[CodonMask + 1];
        foreach (var (codon, signal) in new[] { ("ATG", Signal.Start), ("TAA", Signal.Stop), ("TAG", Signal.Stop), ("TGA", Signal.Stop) })
            signals[Letters[codon[0]] << 2 * LetterBits | Letters[codon[1]] << LetterBits | Letters[codon[2]]] = signal;
        return signals;
    }
}

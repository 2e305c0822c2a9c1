using Cistron.Sequences.Transcripts;

namespace Cistron.Evaluation.Baselines;

/// <summary>A transcript and its longest reading frame, found once for all that is measured in it.</summary>
/// <param name="bases">Upper-case letters of DNA or RNA.</param>
/// <param name="ends">What a reading frame must begin and end with.</param>
public readonly ref struct FramedTranscript(ReadOnlySpan<byte> bases, FrameEnds ends)
{
    /// <summary>The whole transcript.</summary>
    public ReadOnlySpan<byte> Bases { get; } = bases;

    /// <summary>Its longest reading frame; null when there is none.</summary>
    public ReadingFrame? Frame { get; } = ReadingFrame.Longest(bases, ends);

    /// <summary>The stretch that counts as coding: the longest frame, or the whole where there is none.</summary>
    public ReadOnlySpan<byte> CodingStretch => Frame is { } frame ? Bases[frame.Start..frame.End] : Bases;

    /// <summary><see cref="CodingStretch"/> of a transcript, to keep.</summary>
    /// <param name="bases">Upper-case letters of DNA or RNA.</param>
    /// <param name="ends">What a reading frame must begin and end with.</param>
    public static ReadOnlyMemory<byte> CodingStretchOf(byte[] bases, FrameEnds ends) =>
        ReadingFrame.Longest(bases, ends) is { } frame ? bases.AsMemory(frame.Start..frame.End) : bases;
}

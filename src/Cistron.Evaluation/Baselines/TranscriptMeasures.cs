using Cistron.Sequences.Transcripts;

namespace Cistron.Evaluation.Baselines;

/// <summary>Turns transcripts into rows of named numbers. Not thread-safe.</summary>
/// <param name="measures">What is measured, in the order of the columns.</param>
/// <param name="ends">What a reading frame must begin and end with.</param>
public sealed class TranscriptMeasures(IReadOnlyList<TranscriptMeasure> measures, FrameEnds ends)
{
    /// <summary>The name of every number.</summary>
    public IReadOnlyList<string> Names { get; } = [.. measures.SelectMany(measure => measure.Names)];

    /// <summary>Measures a transcript.</summary>
    /// <param name="bases">Upper-case letters of the measures' alphabet.</param>
    /// <param name="values">Takes a number for each of <see cref="Names"/>.</param>
    public void Of(ReadOnlySpan<byte> bases, Span<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Names.Count);
        var transcript = new FramedTranscript(bases, ends);
        foreach (TranscriptMeasure measure in measures)
        {
            measure.Of(transcript, values[..measure.Names.Count]);
            values = values[measure.Names.Count..];
        }
    }
}

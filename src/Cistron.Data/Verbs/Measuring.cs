using Cistron.Data.Recipes;
using Cistron.Evaluation.Baselines;
using Cistron.Runs;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Sequences.Transcripts;

namespace Cistron.Data.Verbs;

/// <summary>
/// The verb <c>data features</c>: transcripts in, a table of what programs that tell coding transcripts from others look at,
/// streamed. RNA is read as DNA, so that the columns are the same.
/// </summary>
public static class Measuring
{
    private const string FrameLength = "frame_length";

    /// <summary>Writes the table.</summary>
    /// <param name="recipe">Files and features.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    public static FeaturesResult Run(FeaturesRecipe recipe, IWorkLog log, CancellationToken stop)
    {
        var measures = new TranscriptMeasures([.. Measures(recipe, stop)], recipe.FrameEnds);
        using var source = SequenceSource.OpenWithLabels(TextLines.Open(recipe.Input), recipe.SequenceColumn, recipe.LabelColumn);
        var cleaner = new SequenceCleaner(Alphabet.Dna, source.File);
        double[] values = new double[measures.Names.Count];
        int frameLength = measures.Names.Index().First(name => name.Item == FrameLength).Index;
        long transcripts = 0, withoutFrame = 0;
        TextTarget.Write(recipe.Output, stream =>
        {
            string[] words = source.LabelColumn is null ? ["id"] : ["id", "label"];
            var table = new TableWriter(stream, TableDelimiter.ByExtension(recipe.Output) ?? TableDelimiter.Tab, [.. words, .. measures.Names]);
            foreach (NamedSequence transcript in source.Read())
            {
                stop.ThrowIfCancellationRequested();
                cleaner.Clean(transcript.Bases, transcript.Id, transcript.Line);
                measures.Of(transcript.Bases, values);
                words[0] = transcript.Id;
                if (words.Length > 1)
                    words[1] = transcript.Label ?? "";
                table.Write(words, values);
                withoutFrame += values[frameLength] == 0 ? 1 : 0;
                log.Progress("measuring", ++transcripts, null, "transcripts");
            }
        });
        if (cleaner.Counts.Remarks is { Length: > 0 } remarks)
            log.Note($"{source.File}: {remarks}");
        return new FeaturesResult(recipe.Output, transcripts, withoutFrame, values.Length, cleaner.Counts);
    }

    private static IEnumerable<TranscriptMeasure> Measures(FeaturesRecipe recipe, CancellationToken stop)
    {
        yield return TranscriptMeasure.Length;
        yield return TranscriptMeasure.Gc;
        yield return TranscriptMeasure.FramePlace;
        yield return TranscriptMeasure.FrameLength;
        yield return TranscriptMeasure.FrameShare;
        yield return TranscriptMeasure.Fickett(Alphabet.Dna);
        yield return TranscriptMeasure.PeriodOfThree(Alphabet.Dna);
        if (recipe is { Coding: { } coding, Noncoding: { } noncoding })
            yield return TranscriptMeasure.Hexamers(HexamerTable.Of(
                Transcripts(coding, stop).Select(bases => FramedTranscript.CodingStretchOf(bases, recipe.FrameEnds)),
                Transcripts(noncoding, stop).Select(bases => (ReadOnlyMemory<byte>)bases), Alphabet.Dna));
        yield return TranscriptMeasure.Letters(Alphabet.Dna);
        if (recipe.LongestKmers > 0)
            yield return TranscriptMeasure.KmerShares(Alphabet.Dna, 1, recipe.LongestKmers);
    }

    private static IEnumerable<byte[]> Transcripts(string path, CancellationToken stop)
    {
        using var source = SequenceSource.Open(path);
        var cleaner = new SequenceCleaner(Alphabet.Dna, source.File);
        foreach (NamedSequence transcript in source.Read())
        {
            stop.ThrowIfCancellationRequested();
            cleaner.Clean(transcript.Bases, transcript.Id, transcript.Line);
            yield return transcript.Bases;
        }
    }
}

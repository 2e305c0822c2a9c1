using System.Diagnostics;
using System.Text;
using Cistron.Evaluation.Baselines;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Transcripts;

namespace Cistron.Bench.Cases;

/// <summary>Measuring what programs that tell coding transcripts from others look at.</summary>
internal sealed class TranscriptFeatureTable : Case
{
    public const string Work = "features";

    public override string Name => "features";

    public override string Title => "Features of transcripts";

    public override string Unit => "bases";

    public override IReadOnlyList<long> Sizes => [1_000_000, 10_000_000];

    public override string Notes =>
        "Of every transcript its longest reading frame, open at the ends, Fickett's score and the hexamer score of that frame, and the shares of "
        + "all 3-mers, on one thread. Transcripts and hexamers, learned of every other transcript against the rest, are in memory before the "
        + "time begins. The Python program does each feature with NumPy over the whole transcript, without a loop over bases. The sum of each feature "
        + "over all transcripts is compared in every repetition.";

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string text = Transcripts.Lines(size, folder);
        return
        [
            Contestant.Cistron(Work, text) with { Tolerance = 0 },
            Contestant.Python("NumPy", "features.py", text) with { Tolerance = 1e-9 },
        ];
    }

    /// <summary>What Cistron does: text.</summary>
    public static Outcome Measure(string[] arguments)
    {
        byte[][] transcripts = [.. File.ReadLines(arguments[0]).Select(Encoding.ASCII.GetBytes)];
        var hexamers = HexamerTable.Of(
            transcripts.Where((_, row) => row % 2 == 0).Select(bases => FramedTranscript.CodingStretchOf(bases, FrameEnds.MayBeCut)),
            transcripts.Where((_, row) => row % 2 == 1).Select(bases => (ReadOnlyMemory<byte>)bases), Alphabet.Dna);
        var measures = new TranscriptMeasures(
            [TranscriptMeasure.FramePlace, TranscriptMeasure.Fickett(Alphabet.Dna), TranscriptMeasure.Hexamers(hexamers),
                TranscriptMeasure.KmerShares(Alphabet.Dna, 3, 3)], FrameEnds.MayBeCut);
        double[] values = new double[measures.Names.Count], sums = new double[values.Length];
        long start = Stopwatch.GetTimestamp();
        foreach (byte[] bases in transcripts)
        {
            measures.Of(bases, values);
            for (int column = 0; column < values.Length; column++)
                sums[column] += values[column];
        }
        return new Outcome(Stopwatch.GetElapsedTime(start).TotalSeconds, sums);
    }
}

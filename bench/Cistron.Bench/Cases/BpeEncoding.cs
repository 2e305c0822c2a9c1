using System.Diagnostics;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Bench.Cases;

/// <summary>Turning sequences into tokens of byte pairs.</summary>
internal sealed class BpeEncoding : Case
{
    public const string Work = "bpe-encoding";

    public override string Name => "bpe-encoding";

    public override string Title => $"Encoding {BpeLearning.Bases / 1_000_000} million bases by byte pairs";

    public override string Unit => "tokens of the vocabulary";

    public override IReadOnlyList<long> Sizes => [1024, 4096];

    public override (long Count, string Unit) Throughput(long size) => (BpeLearning.Bases, "bases");

    public override string Notes =>
        "The transcripts of the case before, one after the other on one thread, by a model that SentencePiece learned of them and that "
        + "Cistron reads. Text and model are in memory before the time begins. SentencePiece is called from Python, once for all "
        + "transcripts, and gives lists of ids. The number of tokens and a sum over ids and places are compared in every repetition.";

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string text = Transcripts.Lines(BpeLearning.Bases, folder), model = Path.Combine(folder, $"bpe-{size}.model");
        if (!File.Exists(model))
            Contestant.Python("SentencePiece", "bpe.py", "learn", text, $"{size}", model).Run();
        return
        [
            Contestant.Cistron(Work, text, model) with { Tolerance = 0 },
            Contestant.Python("SentencePiece", "bpe.py", "encode", text, model) with { Tolerance = 0 },
        ];
    }

    /// <summary>What Cistron does: text and model.</summary>
    public static Outcome Encode(string[] arguments)
    {
        byte[][] sequences = [.. File.ReadLines(arguments[0]).Select(System.Text.Encoding.ASCII.GetBytes)];
        var tokenizer = BpeFile.Read(arguments[1], Alphabet.Dna);
        long start = Stopwatch.GetTimestamp();
        List<int>[] ids = [.. sequences.Select(sequence =>
        {
            List<int> tokens = [];
            tokenizer.Encode(sequence, tokens);
            return tokens;
        })];
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        // Modulo a prime, so that doubles hold the sum exactly.
        return new Outcome(seconds, [ids.Sum(tokens => (double)tokens.Count),
            ids.Sum(tokens => tokens.Index().Sum(token => (double)((token.Index + 1L) * token.Item % 65_521)))]);
    }
}

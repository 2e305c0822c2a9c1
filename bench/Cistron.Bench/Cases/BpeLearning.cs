using System.Diagnostics;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Tokenizers;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Bench.Cases;

/// <summary>Learning a vocabulary of byte pairs, as <c>tokenizer train</c> does.</summary>
internal sealed class BpeLearning : Case
{
    public const string Work = "bpe-learning";

    /// <summary>Bases that are learned of and encoded.</summary>
    public const long Bases = 5_000_000;

    public override string Name => "bpe-learning";

    public override string Title => $"Learning byte pairs of {Bases / 1_000_000} million bases";

    public override string Unit => "tokens of the vocabulary";

    public override IReadOnlyList<long> Sizes => [1024, 4096];

    public override (long Count, string Unit) Throughput(long size) => (Bases, "bases");

    public override string Notes =>
        "From a text with one transcript a line to a file with the tokenizer, tokens of at most 16 bases. The transcripts are those of "
        + "`lncrna/` below `CISTRON_DATA`, or without it stretches of 2,000 uniform bases. The peer is SentencePiece 0.1.97 with the settings "
        + "of lncRNA-BERT (`model_type=bpe`, `character_coverage=1`, no dummy prefix) and no normalization. The two decide ties, and the "
        + "counts of runs such as AAAA, differently: the vocabularies differ in a few tokens.";

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string text = Transcripts.Lines(Bases, folder);
        return
        [
            Contestant.Cistron(Work, text, $"{size}", folder),
            Contestant.Python("SentencePiece", "bpe.py", "learn", text, $"{size}", Path.Combine(folder, $"learned-{size}.model")),
        ];
    }

    /// <summary>What Cistron does: text, size of the vocabulary, folder for the tokenizer's files.</summary>
    public static Outcome Learn(string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        var sample = new SequenceSample(SequenceSample.MostBases, seed: 1);
        foreach (string line in File.ReadLines(arguments[0]))
            sample.Add(System.Text.Encoding.ASCII.GetBytes(line));
        var merges = BpeTrainer.Train(sample, Alphabet.Dna, new BpeTraining { VocabularySize = int.Parse(arguments[1], null) });
        string output = Path.Combine(arguments[2], $"learned-{arguments[1]}");
        Directory.CreateDirectory(output);
        TokenizerFolder.Save(BpeTokenizer.Of(merges, Alphabet.Dna), output, contextTokens: 512);
        return new Outcome(Stopwatch.GetElapsedTime(start).TotalSeconds, []);
    }
}

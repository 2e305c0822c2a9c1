using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Bert;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Training.Masking;
using Cistron.Training.Objectives;

namespace Cistron.Training.Tests.Examples;

/// <summary>A small corpus on disk, and masked language modelling on it.</summary>
internal sealed class TinyCorpus : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CorpusSplit _split;

    public TinyCorpus(string fasta, double validationShare = 0.3)
    {
        Corpus = CorpusBuilder.Build([_folder.Write("corpus.fa", fasta)], Alphabet.Dna, _folder["corpus"]);
        _split = new CorpusSplit(Corpus.Records, validationShare);
    }

    public Corpus Corpus { get; }

    /// <summary>The rows of each step, from the forward strand.</summary>
    public MaskedWindows Windows(
        Tokenizer tokenizer, int windowBases, int batchSize = 8, int accumulate = 1, ulong seed = 1) => new(
        new WindowSampler(Corpus, _split.Training, new WindowOptions(windowBases, 1), StrandSampling.Forward, seed),
        tokenizer, MaskingPlan.Of(new BertMasking()), batchSize, accumulate, windowBases, seed);

    /// <summary>The held-out rows.</summary>
    public IReadOnlyList<MaskedBatch> Validation(Tokenizer tokenizer, int windowBases, ulong seed = 1) =>
        MaskedWindows.ForValidation(Corpus,
            WindowTiling.Of(Corpus, _split.Validation, new WindowOptions(windowBases, 1), maximum: 16),
            tokenizer, new BertMasking().ForValidation, batchSize: 8, seed);

    /// <summary>A new model with the weights that a seed gives, and its objective.</summary>
    public MaskedLanguageObjective Objective(
        Tokenizer tokenizer, int windowBases, BertRecipe shape, int batchSize = 8, int accumulate = 1)
    {
        TorchRandom.Seed(RandomStream.Key(1, "init"));
        int contextTokens = tokenizer.TokenCount(windowBases) + Framing.Both.SpecialTokens();
        var model = new MaskedLanguageModel(shape.Configure(tokenizer.Vocabulary.Count, contextTokens).Build());
        return new MaskedLanguageObjective(model, tokenizer, Windows(tokenizer, windowBases, batchSize, accumulate),
            Validation(tokenizer, windowBases), _split.Training.Sum(r => r.Length));
    }

    /// <summary>The windows of each step for next-token prediction.</summary>
    public CausalWindows CausalWindows(Tokenizer tokenizer, CausalReading reading, int batchSize, int accumulate = 1) =>
        new(Corpus, _split.Training, tokenizer, reading, batchSize, accumulate, seed: 1);

    /// <summary>A new AWD-LSTM without dropout, with the weights that a seed gives, and its objective.</summary>
    public CausalLanguageObjective CausalObjective(Tokenizer tokenizer, CausalReading reading, OutputPenalties penalties)
    {
        TorchRandom.Seed(RandomStream.Key(1, "init"));
        var shape = new AwdLstmRecipe { Dimensions = 8, Units = 12, DropMult = 0 }.Configure(tokenizer.Vocabulary.Count);
        var validation = _split.Validation.Select(region => Cistron.Training.Objectives.CausalWindows.Row(tokenizer, Corpus.Read(region)));
        return new CausalLanguageObjective(new AwdLstmLanguageModel(new AwdLstmBackbone(shape)),
            CausalWindows(tokenizer, reading, batchSize: 8), penalties, [[.. validation]], reading.WindowTokens,
            tokenizer.Vocabulary.Specials.Padding);
    }

    public void Dispose()
    {
        Corpus.Dispose();
        _folder.Dispose();
    }
}

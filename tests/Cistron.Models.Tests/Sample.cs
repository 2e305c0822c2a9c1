using System.Text;
using Cistron.Models.AwdLstm;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;

namespace Cistron.Models.Tests;

/// <summary>A model small enough for tests, with what belongs to it.</summary>
internal static class Sample
{
    /// <summary>Codons side by side: 69 tokens.</summary>
    public static KmerTokenizer Tokenizer { get; } = new(3, 3, Tail.Unknown, Alphabet.Dna);

    /// <summary>A context of 18 codons. Weights are drawn wide, so that every token and position changes the states.</summary>
    public static BertConfiguration Shape { get; } = new()
    {
        VocabularySize = 69,
        ContextTokens = 20,
        Layers = 2,
        Dimensions = 32,
        Heads = 4,
        FeedForward = 48,
        InitialDeviation = 0.3,
    };

    /// <summary>Windows of 5 tokens, so that a full context is read in four.</summary>
    public static AwdLstmConfiguration AwdLstm { get; } = new()
    {
        VocabularySize = 69,
        ContextTokens = 20,
        Layers = 2,
        Dimensions = 12,
        Units = 16,
        WindowTokens = 5,
    };

    /// <summary>The tokenizer of <see cref="Convolution"/>.</summary>
    public static LetterTokenizer Letters { get; } = new(Alphabet.Dna);

    /// <summary>Kernels of 4 bases, a context of 54 bases: 14 kernels, of which the last has 2.</summary>
    public static BertConfiguration Convolution { get; } = Shape with
    {
        Convolution = new BertConvolution { KernelBases = 4, Kernels = 24 },
        VocabularySize = LetterTokenizer.VocabularySize,
        ContextTokens = 55,
    };

    public static SequenceTask Task { get; } =
        new() { Kind = TaskKind.MultiClass, Outputs = ["exon", "intron", "neither"], Pooling = Pooling.Mean };

    /// <summary>Every position encoding with both normalizations.</summary>
    public static IEnumerable<object[]> Encoders =>
        from position in Enum.GetValues<PositionEncoding>()
        from normalization in Enum.GetValues<Normalization>()
        select new object[] { position, normalization };

    public static MaskedLanguageModel LanguageModel(BertConfiguration shape, ulong seed = 1)
    {
        TorchRandom.Seed(seed);
        return new MaskedLanguageModel(shape.Build());
    }

    public static SequenceModel SequenceModel(BackboneConfiguration shape, SequenceTask task, ulong seed = 1)
    {
        TorchRandom.Seed(seed);
        return new SequenceModel(shape.Build(), task.Outputs.Count, task.Pooling!.Value, dropout: 0.1, task.HiddenLayers);
    }

    public static AwdLstmLanguageModel CausalModel(AwdLstmConfiguration shape, ulong seed = 1)
    {
        TorchRandom.Seed(seed);
        return new AwdLstmLanguageModel(new AwdLstmBackbone(shape));
    }

    /// <summary>Random bases.</summary>
    public static byte[] Bases(int count, int draw = 0)
    {
        var stream = RandomStream.For(1, "bases", draw);
        return [.. Enumerable.Range(0, count).Select(_ => "ACGT"u8[(int)stream.NextBelow(4)])];
    }

    public static int[] Row(int bases, int draw = 0) => Tokenizer.Frame(Bases(bases, draw), Framing.Both);

    public static TokenBatch Batch(params int[][] rows) =>
        TokenBatch.From(rows, Tokenizer.Vocabulary.Specials.Padding, Device.Cpu);

    /// <summary>Rows of letters behind [CLS]; a question mark is a masked base.</summary>
    public static TokenBatch LetterBatch(params string[] rows) => TokenBatch.From(
        [.. rows.Select(row => Letters.Frame(Encoding.ASCII.GetBytes(row), Framing.Start)
            .Select((id, i) => i > 0 && row[i - 1] == '?' ? Letters.Vocabulary.Specials.Mask : id).ToArray())],
        Letters.Vocabulary.Specials.Padding, Device.Cpu);

    public static ModelDescription Describe(BackboneConfiguration shape, SequenceTask? task)
    {
        Tokenizer tokenizer = shape.VocabularySize == LetterTokenizer.VocabularySize ? Letters : Tokenizer;
        return new ModelDescription
        {
            Backbone = shape,
            Tokenizer = tokenizer.ToJson(),
            TokenizerFingerprint = tokenizer.Fingerprint,
            Task = task,
        };
    }
}

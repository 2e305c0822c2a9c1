using Cistron.Models;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Bench.Cases.Bert;

/// <summary>
/// A BERT, of 768 positions unless said otherwise, normalized before its sublayers, with ReLU and dropout of 0.1, on 3-mers side by side or on kernels
/// of a convolution.
/// </summary>
/// <param name="Layers">Encoder layers.</param>
/// <param name="Dimensions">Length of a hidden state; a head has 64 of them, the feed-forward layers four times as many.</param>
/// <param name="Sequences">Sequences that a repetition of a training step is measured on.</param>
internal sealed record BertShape(int Layers, int Dimensions, int Sequences)
{
    /// <summary>Positions of a row, unless a shape has others.</summary>
    public const int Context = 768;

    /// <summary>Rows of a training step.</summary>
    public const int Rows = 8;

    /// <summary>Bases under a kernel.</summary>
    public const int KernelBases = 9;

    private const int TokenBases = 3;
    private const int SpecialTokens = 2;

    /// <summary>Positions of a row of tokens. Default: <see cref="Context"/>.</summary>
    public int Positions { get; init; } = Context;

    /// <summary>The sizes, rising; the last is BERT base.</summary>
    public static IReadOnlyList<BertShape> All { get; } = [new(2, 128, 480), new(4, 256, 160), new(12, 768, 24)];

    /// <summary>The largest that is measured unless a larger one is asked for.</summary>
    public static BertShape LargestByDefault => All[1];

    /// <summary>Weights of the encoder that reads 3-mers, by which sizes are called.</summary>
    public long Weights => Configuration(kernels: false).CountParameters();

    /// <summary>The one of so many <see cref="Weights"/>.</summary>
    public static BertShape Of(long weights) => All.Single(shape => shape.Weights == weights);

    /// <summary>Bases that fill the context.</summary>
    public static int ContextBases(bool kernels) => kernels ? (Context - 1) * KernelBases : BasesOf(Context);

    /// <summary>Bases that make so many 3-mers, special tokens among them.</summary>
    public static int BasesOf(int tokens) => (tokens - SpecialTokens) * TokenBases;

    /// <summary>What reads bases: letters under kernels, or 3-mers.</summary>
    public static Tokenizer Tokenizer(bool kernels) =>
        kernels ? new LetterTokenizer(Alphabet.Dna) : new KmerTokenizer(TokenBases, TokenBases, Tail.Drop, Alphabet.Dna);

    /// <summary>Makes a model folder with a masked language model of drawn weights, when it is not there.</summary>
    public string LanguageModel(bool kernels, string folder) =>
        Folder($"bert-{(kernels ? "kernels" : "3-mers")}-{Weights}", kernels, task: null, folder);

    /// <summary>Makes a model folder with a classifier of drawn weights, when it is not there.</summary>
    public string Classifier(string folder) => Folder($"bert-classifier-{Weights}", kernels: false,
        new SequenceTask { Kind = TaskKind.MultiClass, Outputs = LabelledTranscripts.Classes, Pooling = Pooling.Mean }, folder);

    private BertConfiguration Configuration(bool kernels) => new()
    {
        VocabularySize = Tokenizer(kernels).Vocabulary.Count,
        ContextTokens = kernels ? 1 + ContextBases(kernels) : Positions,
        Layers = Layers,
        Dimensions = Dimensions,
        Heads = Dimensions / 64,
        FeedForward = 4 * Dimensions,
        Normalization = Normalization.Pre,
        Activation = Activation.Relu,
        // With BERT's 0.02 a new model answers alike whatever it reads, and comparing answers would show nothing.
        InitialDeviation = 1 / Math.Sqrt(Dimensions),
        Convolution = kernels ? new BertConvolution { KernelBases = KernelBases } : null,
    };

    private string Folder(string name, bool kernels, SequenceTask? task, string folder)
    {
        string path = Path.Combine(folder, name);
        if (Directory.Exists(path))
            return path;
        TorchRandom.Seed(1);
        var (tokenizer, shape) = (Tokenizer(kernels), Configuration(kernels));
        Module model = task is null
            ? new MaskedLanguageModel(shape.Build())
            : new SequenceModel(shape.Build(), task.Outputs.Count, task.Pooling!.Value, dropout: 0.1);
        Directory.CreateDirectory(path);
        ModelFolder.Save(path, model, new ModelDescription
        {
            Backbone = shape,
            Tokenizer = tokenizer.ToJson(),
            TokenizerFingerprint = tokenizer.Fingerprint,
            Task = task,
        }, tokenizer, card: "# Weights as they were drawn, for a bench\n");
        return path;
    }
}

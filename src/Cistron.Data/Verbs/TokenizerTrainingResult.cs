using Cistron.Data.Folders;

namespace Cistron.Data.Verbs;

/// <summary>What <c>tokenizer train</c> learned: also the manifest of the folder, <c>training.json</c>.</summary>
public sealed record TokenizerTrainingResult : IManifest
{
    /// <inheritdoc />
    public string Verb => TokenizerTraining.Verb;

    /// <inheritdoc />
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The version that wrote it.</summary>
    public required string Cistron { get; init; }

    /// <summary>The whole recipe as YAML.</summary>
    public required string Recipe { get; init; }

    /// <summary>The tokenizer's file, for <c>tokenizer.bpe</c> of other recipes.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>The page.</summary>
    public required string Report { get; init; }

    /// <summary>The files that were read.</summary>
    public required IReadOnlyList<SourceFile> Sources { get; init; }

    /// <summary>Bases of the corpus.</summary>
    public required long CorpusBases { get; init; }

    /// <summary>Bases that were learned of.</summary>
    public required long SampleBases { get; init; }

    /// <summary>Tokens of the vocabulary, special ones included.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>How many tokens have one base, two bases and so on.</summary>
    public required IReadOnlyList<int> TokensByLength { get; init; }

    /// <summary>Tokens of the whole corpus.</summary>
    public required long Tokens { get; init; }

    /// <summary>Of them, unknown letters.</summary>
    public required long UnknownTokens { get; init; }

    /// <summary>The tokens that stand most often, with the number of times.</summary>
    public required IReadOnlyList<TokenUse> MostFrequent { get; init; }

    /// <summary>The tokens of the most bases, those that stand more often first.</summary>
    public required IReadOnlyList<TokenUse> Longest { get; init; }

    /// <summary>Tokens of the vocabulary that never stand in the corpus: what they were made for was merged further.</summary>
    public required int NeverUsed { get; init; }

    /// <summary>Sequences of the corpus that have bases.</summary>
    public required long Sequences { get; init; }

    /// <summary>How many sequences have more tokens than some contexts.</summary>
    public required IReadOnlyList<ContextUse> Contexts { get; init; }

    /// <summary>Tokens of a thousand bases.</summary>
    public double TokensPerKilobase => 1000.0 * Tokens / CorpusBases;

    /// <summary>Bases of a token, on average.</summary>
    public double BasesPerToken => (double)CorpusBases / Tokens;
}

/// <summary>A token and how often it stands in the corpus.</summary>
public sealed record TokenUse(string Token, long Count);

/// <summary>How many sequences do not fit a context.</summary>
/// <param name="Tokens">The context without special tokens.</param>
/// <param name="Longer">Sequences with more tokens.</param>
public sealed record ContextUse(int Tokens, long Longer);

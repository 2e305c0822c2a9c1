using Cistron.Data.Folders;
using Cistron.Evaluation.Embeddings;

namespace Cistron.Training.Verbs;

/// <summary>What <c>interpret tokens</c> found: also the manifest of the folder, <c>tokens.json</c>.</summary>
public sealed record TokensResult : IManifest
{
    /// <inheritdoc />
    public string Verb => TokenMapping.Verb;

    /// <inheritdoc />
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The version that wrote it.</summary>
    public required string Cistron { get; init; }

    /// <summary>The whole recipe as YAML.</summary>
    public required string Recipe { get; init; }

    /// <summary>The page.</summary>
    public required string Report { get; init; }

    /// <summary>The tokenizer in a word.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>Tokens mapped.</summary>
    public required int Tokens { get; init; }

    /// <summary>Tokens that a draw left out because there were too many.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Numbers of a token's vector.</summary>
    public required int Dimensions { get; init; }

    /// <summary>The share of all variance that the first two principal components have.</summary>
    public required double ExplainedShare { get; init; }

    /// <summary>The divergence of the t-SNE map, in nats; 0 is perfect.</summary>
    public required double Divergence { get; init; }

    /// <summary>How many nearest neighbours were compared.</summary>
    public required int Neighbours { get; init; }

    /// <summary>How far tokens with the same base at a place lie together, by place; and by GC share, where it is 0.</summary>
    public required IReadOnlyList<TokenSeparation> Separations { get; init; }
}

/// <summary>How far tokens that have something in common lie together, among all numbers of their vectors.</summary>
/// <param name="By">What they have in common: <c>GC share</c>, <c>base 1</c>, <c>base 2</c> ….</param>
/// <param name="Separation">Purity of the nearest neighbours, and silhouette.</param>
public sealed record TokenSeparation(string By, Separation Separation);

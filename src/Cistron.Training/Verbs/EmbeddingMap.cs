using Cistron.Data.Folders;
using Cistron.Evaluation.Embeddings;

namespace Cistron.Training.Verbs;

/// <summary>What maps of vectors show: also the manifest of their folder, <c>map.json</c>.</summary>
public sealed record EmbeddingMap : IManifest
{
    /// <inheritdoc />
    public string Verb => EmbeddingMapping.Verb;

    /// <inheritdoc />
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The version that wrote it.</summary>
    public required string Cistron { get; init; }

    /// <summary>The whole recipe as YAML.</summary>
    public required string Recipe { get; init; }

    /// <summary>The page.</summary>
    public required string Report { get; init; }

    /// <summary>Sequences whose vectors the principal components are of.</summary>
    public required long Sequences { get; init; }

    /// <summary>Those of them that are on the maps.</summary>
    public required int Mapped { get; init; }

    /// <summary>Numbers of a vector.</summary>
    public required int Dimensions { get; init; }

    /// <summary>The share of all variance that the first principal component has.</summary>
    public required double FirstShare { get; init; }

    /// <summary>The share that the second has.</summary>
    public required double SecondShare { get; init; }

    /// <summary>The perplexity of the t-SNE map.</summary>
    public required double Perplexity { get; init; }

    /// <summary>The divergence of the t-SNE map, in nats; 0 is perfect.</summary>
    public required double Divergence { get; init; }

    /// <summary>Sequences on the maps that have each label, the most frequent label first; none where there are no classes.</summary>
    public required IReadOnlyList<LabelCount> Labels { get; init; }

    /// <summary>How many nearest neighbours were compared.</summary>
    public required int Neighbours { get; init; }

    /// <summary>How far sequences with the same label lie together, among all numbers of their vectors; null without classes.</summary>
    public required Separation? Separation { get; init; }
}

/// <summary>How many sequences have a label.</summary>
public sealed record LabelCount(string Label, int Sequences);

using Cistron.Data.Folders;
using Cistron.Training.Interpretation.Attention;

namespace Cistron.Training.Verbs;

/// <summary>What <c>interpret attention</c> found: also the manifest of the folder, <c>attention.json</c>.</summary>
public sealed record AttentionResult : IManifest
{
    /// <inheritdoc />
    public string Verb => AttentionReading.Verb;

    /// <inheritdoc />
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The version that wrote it.</summary>
    public required string Cistron { get; init; }

    /// <summary>The whole recipe as YAML.</summary>
    public required string Recipe { get; init; }

    /// <summary>The page.</summary>
    public required string Report { get; init; }

    /// <summary>How far a token is nearby.</summary>
    public required int NearTokens { get; init; }

    /// <summary>The model, and then those beside it.</summary>
    public required IReadOnlyList<ModelAttention> Models { get; init; }

    /// <summary>Seconds of reading.</summary>
    public required double Seconds { get; init; }
}

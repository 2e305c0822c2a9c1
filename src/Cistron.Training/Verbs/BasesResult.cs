using Cistron.Data.Folders;

namespace Cistron.Training.Verbs;

/// <summary>What <c>interpret bases</c> found: also the manifest of the folder, <c>bases.json</c>.</summary>
public sealed record BasesResult : IManifest
{
    /// <inheritdoc />
    public string Verb => BaseScoring.Verb;

    /// <inheritdoc />
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The version that wrote it.</summary>
    public required string Cistron { get; init; }

    /// <summary>The whole recipe as YAML.</summary>
    public required string Recipe { get; init; }

    /// <summary>The page.</summary>
    public required string Report { get; init; }

    /// <summary>The class that the scores are for.</summary>
    public required string Class { get; init; }

    /// <summary>Sequences scored.</summary>
    public required long Sequences { get; init; }

    /// <summary>Their bases.</summary>
    public required long Bases { get; init; }

    /// <summary>The bases of each, when they are all of one length, and <c>scores.npy</c> is there; else null.</summary>
    public required int? Length { get; init; }

    /// <summary>The mean probability of the class.</summary>
    public required double MeanProbability { get; init; }

    /// <summary>Seconds of scoring.</summary>
    public required double Seconds { get; init; }
}

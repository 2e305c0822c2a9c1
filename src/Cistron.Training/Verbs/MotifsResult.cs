using Cistron.Data.Folders;
using Cistron.Training.Interpretation.Motifs;

namespace Cistron.Training.Verbs;

/// <summary>What <c>interpret motifs</c> found: also the manifest of the folder, <c>motifs.json</c>.</summary>
public sealed record MotifsResult : IManifest
{
    /// <inheritdoc />
    public string Verb => MotifFinding.Verb;

    /// <inheritdoc />
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The version that wrote it.</summary>
    public required string Cistron { get; init; }

    /// <summary>The whole recipe as YAML.</summary>
    public required string Recipe { get; init; }

    /// <summary>The page.</summary>
    public required string Report { get; init; }

    /// <summary>The class that the motifs are for.</summary>
    public required string Class { get; init; }

    /// <summary>Sequences of the class.</summary>
    public required int Positives { get; init; }

    /// <summary>The other sequences.</summary>
    public required int Negatives { get; init; }

    /// <summary>Whether a stretch and its reverse complement were one.</summary>
    public required bool BothStrands { get; init; }

    /// <summary>What was found.</summary>
    public required FoundMotifs Found { get; init; }

    /// <summary>Seconds of scoring and searching.</summary>
    public required double Seconds { get; init; }
}

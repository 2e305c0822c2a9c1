using Cistron.Data.Folders;
using Cistron.Training.Interpretation.Mutagenesis;

namespace Cistron.Training.Verbs;

/// <summary>What <c>interpret mutagenesis</c> found: also the manifest of the folder, <c>mutagenesis.json</c>.</summary>
public sealed record MutagenesisResult : IManifest
{
    /// <inheritdoc />
    public string Verb => Mutating.Verb;

    /// <inheritdoc />
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The version that wrote it.</summary>
    public required string Cistron { get; init; }

    /// <summary>The whole recipe as YAML.</summary>
    public required string Recipe { get; init; }

    /// <summary>The page.</summary>
    public required string Report { get; init; }

    /// <summary>The class whose probability was looked at.</summary>
    public required string Class { get; init; }

    /// <summary>Bases of the window around a variant; null for sequences.</summary>
    public required int? WindowBases { get; init; }

    /// <summary>Changes scored.</summary>
    public required long Changes { get; init; }

    /// <summary>What was left out, in words; empty for nothing.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>The mean size of the log2 odds ratios.</summary>
    public required double MeanSize { get; init; }

    /// <summary>The changes with the largest log2 odds ratios in either direction.</summary>
    public required IReadOnlyList<ListedEffect> Strongest { get; init; }

    /// <summary>How many changes fell into each of 40 equal bins of the difference, from -1 to 1.</summary>
    public required IReadOnlyList<long> Differences { get; init; }

    /// <summary>Seconds of predicting.</summary>
    public required double Seconds { get; init; }
}

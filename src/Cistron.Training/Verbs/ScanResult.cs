using Cistron.Data.Folders;
using Cistron.Training.GenomeScans;

namespace Cistron.Training.Verbs;

/// <summary>What <c>scan</c> found: also the manifest of the folder, <c>scan.json</c>.</summary>
public sealed record ScanResult : IManifest
{
    /// <summary>The most calls that are listed here and in the report; all of them are in <c>calls.bed</c>.</summary>
    public const int MostListedCalls = 25;

    /// <inheritdoc />
    public string Verb => Scanning.Verb;

    /// <inheritdoc />
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The version that wrote it.</summary>
    public required string Cistron { get; init; }

    /// <summary>The whole recipe as YAML.</summary>
    public required string Recipe { get; init; }

    /// <summary>The page, beside the tracks.</summary>
    public required string Report { get; init; }

    /// <summary>SHA-256 of the genome's letters, names and bases.</summary>
    public required string GenomeFingerprint { get; init; }

    /// <summary>The class whose probability was written.</summary>
    public required string Class { get; init; }

    /// <summary>Window, step and origin.</summary>
    public required ScanGrid Grid { get; init; }

    /// <summary>Sequences of the genome.</summary>
    public required int Sequences { get; init; }

    /// <summary>Those of them that are shorter than a window, and have no value.</summary>
    public required int ShortSequences { get; init; }

    /// <summary>Bases of the genome.</summary>
    public required long Bases { get; init; }

    /// <summary>Windows that got a value; those of both strands count.</summary>
    public required long Windows { get; init; }

    /// <summary>Windows with too many ambiguous letters; one counts for both strands.</summary>
    public required long AmbiguousWindows { get; init; }

    /// <summary>The least probability of a place in a call.</summary>
    public required double Threshold { get; init; }

    /// <summary>Calls at this threshold.</summary>
    public required long Calls { get; init; }

    /// <summary>Bases that lie in them, counted on each strand.</summary>
    public required long CalledBases { get; init; }

    /// <summary>The most probable of them, the best first.</summary>
    public required IReadOnlyList<ScanCall> BestCalls { get; init; }

    /// <summary>By strand, how many windows have a probability in each of 50 equal bins from 0 to 1.</summary>
    public required IReadOnlyDictionary<string, long[]> Probabilities { get; init; }

    /// <summary>What the comparison with the annotation came to; null without one.</summary>
    public AnnotationComparison? Annotation { get; init; }

    /// <summary>Seconds of scanning, without reading the genome and the annotation.</summary>
    public required double Seconds { get; init; }

    /// <summary>Bases of the genome scanned in a second, on all its scanned strands.</summary>
    public double BasesPerSecond => Seconds > 0 ? Bases / Seconds : double.NaN;
}

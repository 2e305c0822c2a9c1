using System.Text.Json.Serialization;
using Cistron.Data.Audit;
using Cistron.Data.Audit.Findings;
using Cistron.Data.Folders;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Verbs;

/// <summary>What an audit found: the content of <c>audit.json</c>, the manifest of its folder.</summary>
public sealed record AuditResult : IManifest
{
    /// <inheritdoc />
    public string Verb => Auditing.Verb;

    /// <inheritdoc />
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The page.</summary>
    public required string Page { get; init; }

    /// <summary>The version of this library.</summary>
    public required string Cistron { get; init; }

    /// <summary>The task, its labels and their counts in a sentence.</summary>
    public required string Task { get; init; }

    /// <summary>Rows of all parts.</summary>
    public required int Rows { get; init; }

    /// <summary>Bases of all rows.</summary>
    public required long Bases { get; init; }

    /// <summary>The alphabet that sequences were read in.</summary>
    public required string Alphabet { get; init; }

    /// <summary>Whether a sequence and its reverse complement counted as the same.</summary>
    public required ComparedStrands Strands { get; init; }

    /// <summary>The seed of held-out rows and of the bootstrap.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The audit in one line: what matters most.</summary>
    public required string Summary { get; init; }

    /// <summary>Sizes of parts and classes.</summary>
    public required ClassBalance Balance { get; init; }

    /// <summary>Equal sequences.</summary>
    public required Duplicates Duplicates { get; init; }

    /// <summary>Similar sequences.</summary>
    public required NearDuplicates NearDuplicates { get; init; }

    /// <summary>Sequences that are others shuffled.</summary>
    public required ShuffledTwins Twins { get; init; }

    /// <summary>Equal sequences with different labels.</summary>
    public required LabelConflicts Conflicts { get; init; }

    /// <summary>What trivial features say.</summary>
    public required Shortcuts Shortcuts { get; init; }

    /// <summary>Stretches that stand in one class.</summary>
    public required ClassMotifs Motifs { get; init; }

    /// <summary>Places with one base in one class.</summary>
    public required ConstantPlaces Places { get; init; }

    /// <summary>Material that repeats within one class.</summary>
    public required RepeatedStretches Stretches { get; init; }

    /// <summary>Lengths of sequences.</summary>
    public required Lengths Lengths { get; init; }

    /// <summary>Replaced and ambiguous letters.</summary>
    public required Letters Letters { get; init; }

    /// <summary>Test rows in a pre-training corpus; null when none was named.</summary>
    public CorpusCopies? Corpus { get; init; }

    /// <summary>How good k-mer counts are under several splits; null unless it was asked for.</summary>
    public KmerFloor? Floor { get; init; }

    /// <summary>All findings in the order in which they are shown.</summary>
    [JsonIgnore]
    public IReadOnlyList<Finding> Findings =>
    [
        Duplicates, NearDuplicates, Twins, Conflicts, Shortcuts, Motifs, Places, Stretches, Lengths, Letters, Balance,
        .. new Finding?[] { Corpus, Floor }.OfType<Finding>(),
    ];
}

using Cistron.Data.Folders;
using Cistron.Sequences.Splitting;

namespace Cistron.Data.Verbs;

/// <summary>What <c>data split</c> wrote: also the manifest of the folder.</summary>
/// <param name="Cistron">The version that wrote it.</param>
/// <param name="Recipe">The whole recipe as YAML.</param>
/// <param name="Parts">The parts, and the nested subsets of train.</param>
/// <param name="Dropped">Rows that are in no part, by the reason why.</param>
/// <param name="Clusters">How many clusters of similar rows there are; null unless they were looked for.</param>
/// <param name="LargestCluster">The rows of the largest.</param>
/// <param name="Warnings">What a user should know.</param>
/// <param name="Sources">The files that it was made from.</param>
public sealed record SplitResult(
    string Cistron,
    string Recipe,
    IReadOnlyList<WrittenPart> Parts,
    IReadOnlyList<DroppedRows> Dropped,
    int? Clusters,
    int? LargestCluster,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<SourceFile> Sources) : IManifest
{
    /// <inheritdoc />
    public string Verb => Splitting.Verb;

    /// <inheritdoc />
    public IReadOnlyList<string> Files => [.. Parts.Select(part => part.File.Path)];
}

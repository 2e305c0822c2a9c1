using Cistron.Data.Folders;
using Cistron.Sequences.Labelling;

namespace Cistron.Data.Verbs;

/// <summary>What <c>data windows</c> wrote: also the manifest beside the table.</summary>
/// <param name="Cistron">The version that wrote it.</param>
/// <param name="Recipe">The whole recipe as YAML.</param>
/// <param name="Counts">What became of the features and windows.</param>
/// <param name="Table">The table.</param>
/// <param name="Sources">The files that it was made from.</param>
public sealed record WindowsResult(
    string Cistron, string Recipe, WindowCounts Counts, SourceFile Table, IReadOnlyList<SourceFile> Sources);

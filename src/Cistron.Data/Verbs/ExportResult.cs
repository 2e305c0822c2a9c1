using Cistron.Data.Folders;

namespace Cistron.Data.Verbs;

/// <summary>What <c>data export</c> wrote: also the manifest of the folder.</summary>
/// <param name="Cistron">The version that wrote it.</param>
/// <param name="Title">The dataset's name.</param>
/// <param name="Task">The task that the labels make, in a sentence.</param>
/// <param name="Parts">Its parts under Hugging Face's names.</param>
/// <param name="Sources">The files that it was made from.</param>
public sealed record ExportResult(
    string Cistron, string Title, string Task, IReadOnlyList<ExportedPart> Parts, IReadOnlyList<SourceFile> Sources);

/// <summary>One part of an exported dataset.</summary>
/// <param name="Name"><c>train</c>, <c>validation</c> or <c>test</c>.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Bases">Bases of its sequences.</param>
/// <param name="LabelCounts">How many rows have each label; empty for a regression.</param>
/// <param name="File">Its table, relative to the folder.</param>
public sealed record ExportedPart(
    string Name, long Rows, long Bases, IReadOnlyDictionary<string, long> LabelCounts, SourceFile File);

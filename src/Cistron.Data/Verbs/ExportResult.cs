using Cistron.Data.Folders;

namespace Cistron.Data.Verbs;

/// <summary>What <c>data export</c> wrote: also the manifest of the folder.</summary>
/// <param name="Cistron">The version that wrote it.</param>
/// <param name="Title">The dataset's name.</param>
/// <param name="Task">The task that the labels make, in a sentence.</param>
/// <param name="Parts">Its parts under Hugging Face's names.</param>
/// <param name="Sources">The files that it was made from.</param>
public sealed record ExportResult(
    string Cistron, string Title, string Task, IReadOnlyList<WrittenPart> Parts, IReadOnlyList<SourceFile> Sources)
    : IManifest
{
    /// <inheritdoc />
    public string Verb => Exporting.Verb;

    /// <inheritdoc />
    public IReadOnlyList<string> Files => [DatasetCard.File, Exporting.ChecksumFile, .. Parts.Select(part => part.File.Path)];
}

using Cistron.Data.Folders;

namespace Cistron.Data.Verbs;

/// <summary>What <c>data reads</c> wrote: also the manifest of the folder.</summary>
/// <param name="Cistron">The version that wrote it.</param>
/// <param name="Recipe">The whole recipe as YAML.</param>
/// <param name="Parts">The parts with their reads.</param>
/// <param name="Sequences">How many sequences gave reads.</param>
/// <param name="LeftOut">How many gave none: too short, or a primer does not bind.</param>
/// <param name="Warnings">What a user should know.</param>
/// <param name="Sources">The file that it was made from.</param>
public sealed record ReadsResult(
    string Cistron, string Recipe, IReadOnlyList<WrittenPart> Parts, int Sequences, int LeftOut,
    IReadOnlyList<string> Warnings, IReadOnlyList<SourceFile> Sources) : IManifest
{
    /// <inheritdoc />
    public string Verb => Sequencing.Verb;

    /// <inheritdoc />
    public IReadOnlyList<string> Files => [.. Parts.Select(part => part.File.Path)];
}

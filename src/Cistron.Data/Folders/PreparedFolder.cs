using System.Text.Json;
using Cistron.Runs.Folders;
using Cistron.Sequences.Formats;

namespace Cistron.Data.Folders;

/// <summary>
/// A folder with its manifest, such as <c>dataset.json</c> of prepared data: what it was made from, by which rule and with
/// which seed. It is there as a whole or not there.
/// </summary>
public static class PreparedFolder
{
    /// <summary>The manifest in a folder of prepared data.</summary>
    public const string ManifestFile = "dataset.json";

    /// <summary>Refuses a path at which something would be lost.</summary>
    /// <param name="path">The folder that is going to be made.</param>
    /// <param name="verb">The verb that makes it.</param>
    /// <param name="inputs">The files that it is made from.</param>
    /// <param name="manifestFile">The manifest in the folder.</param>
    /// <exception cref="InputException">
    /// The path is a file; or a folder with an input in it, or with files that no manifest of the same verb lists.
    /// </exception>
    public static void Check(string path, string verb, IEnumerable<string> inputs, string manifestFile = ManifestFile)
    {
        if (File.Exists(path))
            throw new InputException(path, null, "this is a file", "a folder to write was expected", "name another folder");
        if (!Directory.Exists(path))
            return;
        string inside = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + Path.DirectorySeparatorChar;
        if (inputs.FirstOrDefault(input => Path.GetFullPath(input).StartsWith(inside, StringComparison.Ordinal)) is { } lost)
            throw new InputException(path, null, $"the folder holds {InputException.Quote(Path.GetFileName(lost))}, which is read",
                "it would be lost when the folder is made again", "name another folder");
        HashSet<string> own = OwnFiles(path, verb, manifestFile);
        string? foreign = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(path, file)).FirstOrDefault(file => !own.Contains(file));
        if (foreign is not null)
            throw new InputException(path, null, $"the folder holds {InputException.Quote(foreign)}, which {verb} did not write",
                $"a new folder was expected, or one of {verb}, which is made again", "name another folder");
    }

    /// <summary>Makes the folder in place of an older one; see <see cref="Check"/>, which comes first.</summary>
    /// <param name="path">The folder; missing ones above it are made.</param>
    /// <param name="build">Fills the folder whose path it is given, and gives the manifest.</param>
    /// <param name="manifestFile">The manifest in the folder.</param>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static void Write<TManifest>(string path, Func<string, TManifest> build, string manifestFile = ManifestFile)
        where TManifest : IManifest
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            AtomicFolder.Write(path, folder => JsonFile.Write(Path.Combine(folder, manifestFile), build(folder)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, null, "the folder cannot be written", "a place with the right to write and with room was expected",
                "name another folder, or mend its rights", fault);
        }
    }

    /// <summary>All files below a folder, for its manifest: relative to it, in the order of their names.</summary>
    public static IReadOnlyList<string> FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    // What a manifest of the verb lists, and the manifest itself; nothing when there is no such manifest.
    private static HashSet<string> OwnFiles(string path, string verb, string manifestFile)
    {
        string manifest = Path.Combine(path, manifestFile);
        try
        {
            var written = File.Exists(manifest) ? JsonFile.Read<Listing>(manifest) : null;
            return written?.Verb == verb ? [manifestFile, .. written.Files ?? []] : [];
        }
        catch (Exception fault) when (fault is RunFolderException or JsonException)
        {
            return [];
        }
    }

    private sealed record Listing(string? Verb, IReadOnlyList<string>? Files);
}

/// <summary>What a manifest must say, so that its folder can be made again without losing anything.</summary>
public interface IManifest
{
    /// <summary>The verb that wrote the folder, such as <c>data split</c>.</summary>
    string Verb { get; }

    /// <summary>The files that it wrote, relative to the folder, without the manifest.</summary>
    IReadOnlyList<string> Files { get; }
}

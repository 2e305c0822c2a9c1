using Cistron.Runs.Folders;
using Cistron.Sequences.Formats;

namespace Cistron.Data.Folders;

/// <summary>
/// A folder of prepared data with its manifest, <c>dataset.json</c>: what it was made from, by which rule and with which
/// seed. It is there as a whole or not there.
/// </summary>
public static class PreparedFolder
{
    /// <summary>The manifest in the folder.</summary>
    public const string ManifestFile = "dataset.json";

    /// <summary>Refuses a path that holds something else than prepared data, which must not be lost.</summary>
    /// <exception cref="InputException">The path is a file, or a folder with files but without a manifest.</exception>
    public static void Check(string path)
    {
        if (File.Exists(path))
            throw new InputException(path, null, "this is a file", "a folder to write was expected", "name another folder");
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any() && !File.Exists(Path.Combine(path, ManifestFile)))
            throw new InputException(path, null, "the folder holds files of another kind",
                $"a new folder was expected, or one with a {ManifestFile}, which is made again", "name another folder");
    }

    /// <summary>Makes the folder in place of an older one.</summary>
    /// <param name="path">The folder; see <see cref="Check"/>.</param>
    /// <param name="build">Fills the folder whose path it is given, and gives the manifest.</param>
    public static void Write<TManifest>(string path, Func<string, TManifest> build)
    {
        Check(path);
        string? parent = Path.GetDirectoryName(Path.GetFullPath(path));
        if (parent is not null)
            Directory.CreateDirectory(parent);
        AtomicFolder.Write(path, folder => JsonFile.Write(Path.Combine(folder, ManifestFile), build(folder)));
    }
}

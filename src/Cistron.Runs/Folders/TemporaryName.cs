using System.Text.RegularExpressions;

namespace Cistron.Runs.Folders;

/// <summary>
/// The names under which files and folders are built before they are renamed: <c>NAME.tmp-</c> and eight hexadecimal
/// digits. Whatever has such a name is unfinished, and nobody but its writer may read it.
/// </summary>
internal static partial class TemporaryName
{
    /// <summary>A fresh name beside <paramref name="path"/>, so that the rename stays within one file system.</summary>
    public static string Beside(string path) => $"{Path.TrimEndingDirectorySeparator(path)}.tmp-{Guid.NewGuid():N}"[..^24];

    /// <summary>Whether a file or folder is unfinished work.</summary>
    public static bool Is(string path) => Temporary().IsMatch(Path.GetFileName(path));

    /// <summary>Deletes the unfinished files and folders of a killed process directly inside a folder.</summary>
    public static void DeleteIn(string folder)
    {
        foreach (string path in Directory.GetFileSystemEntries(folder).Where(Is))
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            else
                File.Delete(path);
        }
    }

    [GeneratedRegex(@"\.tmp-[0-9a-f]{8}\z")]
    private static partial Regex Temporary();
}

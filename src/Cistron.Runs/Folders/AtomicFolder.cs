namespace Cistron.Runs.Folders;

/// <summary>Writes folders that are either there as a whole or not there.</summary>
public static class AtomicFolder
{
    /// <summary>
    /// Builds a folder under a temporary name beside <paramref name="path"/>, flushes its files to the disk and renames it.
    /// When <paramref name="build"/> throws, what was there stays and the temporary folder is deleted; after a kill the
    /// temporary folder is left behind and ignored.
    /// </summary>
    /// <remarks>
    /// A folder that already stands at <paramref name="path"/> is replaced by two renames, since no system call that .NET
    /// offers swaps folders: a kill between the two leaves no folder there, but never a half-written one.
    /// </remarks>
    /// <param name="path">The folder to write.</param>
    /// <param name="build">Fills the folder whose path it is given.</param>
    public static void Write(string path, Action<string> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        string temporary = TemporaryName.Beside(path);
        Directory.CreateDirectory(temporary);
        try
        {
            build(temporary);
            foreach (string file in Directory.EnumerateFiles(temporary, "*", SearchOption.AllDirectories))
                FlushToDisk(file);
            string? replaced = Directory.Exists(path) ? MoveAside(path) : null;
            Directory.Move(temporary, path);
            if (replaced is not null)
                Directory.Delete(replaced, recursive: true);
        }
        catch
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    /// <summary>
    /// Deletes a folder by renaming it first, so that a kill in the middle leaves unfinished work under a temporary name
    /// and not half a folder under its own. Does nothing when there is no such folder.
    /// </summary>
    public static void Delete(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(MoveAside(path), recursive: true);
    }

    private static string MoveAside(string path)
    {
        string temporary = TemporaryName.Beside(path);
        Directory.Move(path, temporary);
        return temporary;
    }

    private static void FlushToDisk(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write);
        RandomAccess.FlushToDisk(handle);
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Cistron.Sequences.Formats;

/// <summary>Files that are being written, under names that tell by which process.</summary>
internal static class UnfinishedFile
{
    private const string Extension = ".tmp";

    /// <summary>
    /// What <paramref name="path"/> is called until it is finished: in the same folder, so that it can be renamed.
    /// </summary>
    public static string NameFor(string path) => $"{path}.{Environment.ProcessId}{Extension}";

    /// <summary>
    /// Deletes what killed processes left in a folder. This process must not be writing into it, for another run may have
    /// had its number.
    /// </summary>
    public static void DeleteAbandoned(string folder)
    {
        foreach (string path in Directory.GetFiles(folder, $"*{Extension}"))
        {
            string process = Path.GetExtension(Path.GetFileNameWithoutExtension(path)).TrimStart('.');
            if (int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && !IsOther(id))
                File.Delete(path);
        }
    }

    // Whether a process runs that has this number and is not this one.
    private static bool IsOther(int id)
    {
        if (id == Environment.ProcessId)
            return false;
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

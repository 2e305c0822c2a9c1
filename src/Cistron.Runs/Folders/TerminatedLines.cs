namespace Cistron.Runs.Folders;

/// <summary>The lines of a file to which another process may be writing.</summary>
internal static class TerminatedLines
{
    private const int LongestLine = 1 << 20;

    /// <summary>
    /// The lines that end in <c>\n</c>, without it; a torn last line is left out. Each is valid until the next is asked for.
    /// </summary>
    /// <exception cref="RunFolderException">A line is longer than 1 MiB.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] buffer = new byte[LongestLine];
        int filled = 0;
        while (file.Read(buffer, filled, buffer.Length - filled) is var read and > 0)
        {
            filled += read;
            int start = 0;
            while (Array.IndexOf(buffer, (byte)'\n', start, filled - start) is var end and >= 0)
            {
                yield return buffer.AsMemory(start, end - start);
                start = end + 1;
            }
            Array.Copy(buffer, start, buffer, 0, filled -= start);
            if (filled == buffer.Length)
                throw new RunFolderException($"{path}: a line is longer than {LongestLine} bytes");
        }
    }
}

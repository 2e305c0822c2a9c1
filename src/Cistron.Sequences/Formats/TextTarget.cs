using System.IO.Compression;

namespace Cistron.Sequences.Formats;

/// <summary>
/// Where text is written to: a file or, written <c>-</c>, standard output; gzip when the name ends in <c>.gz</c>.
/// </summary>
public static class TextTarget
{
    private const string StandardOutput = "-";
    private const int BlockSize = 1 << 16;

    /// <summary>
    /// Whether writing <paramref name="output"/> would destroy <paramref name="input"/>: both paths name one file, by a link
    /// too. Standard input and output are no files.
    /// </summary>
    public static bool Overwrites(string output, string input) =>
        input != StandardOutput && output != StandardOutput && Resolved(input) == Resolved(output);

    /// <summary>
    /// Lets <paramref name="write"/> produce the text. A file appears under its name only when all of it is written: a
    /// reader never meets half of it, and an older file stays until then.
    /// </summary>
    /// <exception cref="InputException">The path is a folder, or is in a folder that does not exist.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        if (path == StandardOutput)
        {
            // Not disposed after a fault: what is still held back, most often a header alone, is not worth writing then.
            var output = new BufferedStream(Console.OpenStandardOutput(), BlockSize);
            write(output);
            output.Flush();
            return;
        }

        if (Directory.Exists(path))
            throw new InputException(path, null, "this is a folder", "a file to write was expected", "name a file in it");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            throw new InputException(path, null, $"there is no folder {InputException.Quote(folder)} to write it in",
                "an existing folder was expected", "make the folder, or name another file");
        string unfinished = UnfinishedFile.NameFor(path);
        try
        {
            using (var file = new FileStream(unfinished, FileMode.Create))
            {
                if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
                {
                    using var gzip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
                    using var blocks = new BufferedStream(gzip, BlockSize);
                    write(blocks);
                }
                else
                {
                    write(file);
                }
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static string Resolved(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link
            ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName
            : Path.GetFullPath(path);
}

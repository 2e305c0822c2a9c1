using System.Security.Cryptography;
using Cistron.Sequences.Formats;

namespace Cistron.Data.Folders;

/// <summary>A file that something was made from or that was made, as a manifest names it.</summary>
/// <param name="Path">The path as the user wrote it, or relative to the manifest.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of its bytes as they lie on the disk, in lower-case hex.</param>
public sealed record SourceFile(string Path, long Bytes, string Sha256)
{
    /// <summary>Reads a file to its end for its checksum.</summary>
    /// <param name="path">The file, or <c>-</c> for standard input, which is gone once it has been read.</param>
    /// <returns>Null for standard input.</returns>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static SourceFile? Of(string path)
    {
        if (path == TextSource.StandardInput)
            return null;
        try
        {
            using FileStream file = File.OpenRead(path);
            return new SourceFile(path, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, null, "the file cannot be read", "a readable file was expected",
                "check the path and the right to read it", fault);
        }
    }
}

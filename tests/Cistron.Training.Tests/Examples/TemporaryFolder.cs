using System.IO.Compression;
using System.Text;

namespace Cistron.Training.Tests.Examples;

/// <summary>An empty folder that is deleted with all that a test left in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("cistron-training-").FullName;

    /// <summary>The path of a name inside.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a text file and gives its path; gzip when the name ends in <c>.gz</c>.</summary>
    public string Write(string name, string text)
    {
        using Stream file = File.Create(this[name]);
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionLevel.Optimal)
            : file;
        stream.Write(Encoding.UTF8.GetBytes(text));
        return this[name];
    }

    /// <summary>Copies a folder with all that is in it, and gives the copy's path.</summary>
    public string CopyOf(string folder, string name)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string copy = System.IO.Path.Combine(this[name], System.IO.Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

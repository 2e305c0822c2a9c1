namespace Cistron.Torch.Tests;

/// <summary>A file in a folder of its own, both gone when the test ends.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cistron-test-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "file");

    /// <summary>Everything in the file's folder, by name.</summary>
    public string[] Neighbours => [.. _folder.EnumerateFileSystemInfos().Select(f => f.Name).Order()];

    public static TemporaryFile With(byte[] content)
    {
        var file = new TemporaryFile();
        File.WriteAllBytes(file.Path, content);
        return file;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

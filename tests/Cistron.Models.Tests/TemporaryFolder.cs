namespace Cistron.Models.Tests;

/// <summary>An empty folder that is deleted with all that a test left in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("cistron-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

using Cistron.Runs.Folders;

namespace Cistron.Runs.Tests.Folders;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_written_with_the_folders_it_lies_in()
    {
        AtomicFile.WriteText(_folder["a/b/file"], "héllo");

        Assert.Equal("héllo"u8.ToArray(), File.ReadAllBytes(_folder["a/b/file"]));
        Assert.Equal(["file"], Directory.GetFiles(_folder["a/b"]).Select(Path.GetFileName));
    }

    [Fact]
    public void The_old_content_is_there_at_every_moment_before_the_new_is_complete()
    {
        AtomicFile.WriteText(_folder["file"], "old");
        string? halfWay = null;

        AtomicFile.Write(_folder["file"], stream =>
        {
            stream.Write("ne"u8);
            stream.Flush();
            halfWay = File.ReadAllText(_folder["file"]);
            stream.Write("w"u8);
        });

        Assert.Equal(("old", "new"), (halfWay, File.ReadAllText(_folder["file"])));
    }

    [Fact]
    public void A_failure_half_way_leaves_the_old_content_and_nothing_else()
    {
        AtomicFile.WriteText(_folder["file"], "old");

        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(_folder["file"], stream =>
        {
            stream.Write("ne"u8);
            throw new InvalidDataException();
        }));

        Assert.Equal("old", File.ReadAllText(_folder["file"]));
        Assert.Equal(["file"], _folder.Names);
    }

    [Fact]
    public void A_failed_rename_leaves_no_temporary_file()
    {
        Directory.CreateDirectory(_folder["taken"]);

        Assert.ThrowsAny<Exception>(() => AtomicFile.WriteText(_folder["taken"], "text"));

        Assert.Equal(["taken"], _folder.Names);
    }
}

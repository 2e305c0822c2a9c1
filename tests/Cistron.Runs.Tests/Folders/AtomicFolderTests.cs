using Cistron.Runs.Folders;

namespace Cistron.Runs.Tests.Folders;

public sealed class AtomicFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_appears_only_when_it_is_complete()
    {
        bool isThereHalfWay = true;

        AtomicFolder.Write(_folder["model"], path =>
        {
            Directory.CreateDirectory(Path.Combine(path, "deep"));
            File.WriteAllText(Path.Combine(path, "deep", "weights"), "w");
            isThereHalfWay = Directory.Exists(_folder["model"]);
        });

        Assert.False(isThereHalfWay);
        Assert.Equal("w", File.ReadAllText(_folder["model/deep/weights"]));
        Assert.Equal(["model"], _folder.Names);
    }

    [Fact]
    public void A_folder_that_is_there_is_replaced_as_a_whole()
    {
        AtomicFolder.Write(_folder["model"], path => File.WriteAllText(Path.Combine(path, "old"), ""));

        AtomicFolder.Write(_folder["model"], path => File.WriteAllText(Path.Combine(path, "new"), ""));

        Assert.Equal(["new"], Directory.GetFiles(_folder["model"]).Select(Path.GetFileName));
        Assert.Equal(["model"], _folder.Names);
    }

    [Fact]
    public void A_failure_half_way_leaves_the_old_folder_and_nothing_else()
    {
        AtomicFolder.Write(_folder["model"], path => File.WriteAllText(Path.Combine(path, "old"), ""));

        Assert.Throws<InvalidDataException>(() => AtomicFolder.Write(_folder["model"], path =>
        {
            File.WriteAllText(Path.Combine(path, "new"), "");
            throw new InvalidDataException();
        }));

        Assert.Equal(["old"], Directory.GetFiles(_folder["model"]).Select(Path.GetFileName));
        Assert.Equal(["model"], _folder.Names);
    }
}

using Cistron.Runs.Folders;

namespace Cistron.Runs.Tests.Folders;

public sealed class CheckpointFoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CheckpointFolders _checkpoints;

    public CheckpointFoldersTests() => _checkpoints = new CheckpointFolders(_folder["checkpoints"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_without_checkpoints_has_no_newest()
    {
        Assert.Empty(_checkpoints.Complete);
        Assert.Null(_checkpoints.Newest);
    }

    [Fact]
    public void Checkpoints_are_listed_by_step_and_not_by_name()
    {
        Write(1000, 9, 100);

        Assert.Equal([9, 100, 1000], Steps);
        Assert.Equal(new CheckpointFolder(1000, _folder["checkpoints/step-1000"]), _checkpoints.Newest);
    }

    [Fact]
    public void A_half_written_checkpoint_is_never_picked_up()
    {
        Write(1);

        Assert.Throws<InvalidDataException>(() => _checkpoints.Write(2, path =>
        {
            File.WriteAllText(Path.Combine(path, "weights"), "half");
            Assert.Equal([1], Steps);
            throw new InvalidDataException();
        }));

        Assert.Equal([1], Steps);
    }

    [Theory]
    [InlineData("step-5.tmp-0123abcd")]
    [InlineData("step-007")]
    [InlineData("step--1")]
    [InlineData("step-")]
    [InlineData("step-99999999999999999999")]
    [InlineData("step-5 copy")]
    public void A_folder_of_another_name_is_no_checkpoint(string name)
    {
        Directory.CreateDirectory(_folder[$"checkpoints/{name}"]);

        Assert.Empty(_checkpoints.Complete);
    }

    [Fact]
    public void Pruning_keeps_the_newest_and_the_best()
    {
        Write(10, 20, 30, 40, 50);

        _checkpoints.Prune(newest: 2, bestStep: 20);

        Assert.Equal([20, 40, 50], Steps);
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder["checkpoints"]).Length);
    }

    [Fact]
    public void Pruning_may_keep_the_multiples_of_a_step()
    {
        Write(10, 15, 20, 25, 30, 35, 40);

        _checkpoints.Prune(newest: 1, bestStep: 15, keepEvery: 20);

        Assert.Equal([15, 20, 40], Steps);
    }

    [Fact]
    public void Pruning_fewer_than_are_kept_deletes_none()
    {
        Write(10, 20);

        _checkpoints.Prune(newest: 3, bestStep: null);

        Assert.Equal([10, 20], Steps);
    }

    private IEnumerable<long> Steps => _checkpoints.Complete.Select(checkpoint => checkpoint.Step);

    private void Write(params long[] steps)
    {
        foreach (long step in steps)
            _checkpoints.Write(step, path => File.WriteAllText(Path.Combine(path, "weights"), $"{step}"));
    }
}

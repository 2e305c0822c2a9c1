using System.Globalization;

namespace Cistron.Runs.Folders;

/// <summary>A complete checkpoint.</summary>
/// <param name="Step">The number of optimizer updates after which it was taken.</param>
/// <param name="Path">Its folder.</param>
public sealed record CheckpointFolder(long Step, string Path);

/// <summary>
/// The checkpoints of a run, in folders <c>step-N</c>. A checkpoint is complete exactly when its folder has that name: it is
/// built and flushed to the disk under another name, and deleted under another name. A file that marks completeness beside
/// this would be a second truth, and would not make a folder whole whose data never reached the disk.
/// </summary>
/// <param name="folder">The folder that holds them; it need not exist yet.</param>
public sealed class CheckpointFolders(string folder)
{
    private const string Prefix = "step-";

    /// <summary>The complete checkpoints, oldest first.</summary>
    public IReadOnlyList<CheckpointFolder> Complete =>
        !Directory.Exists(folder) ? [] :
        [
            .. Directory.EnumerateDirectories(folder, Prefix + "*")
                .Select(path => (Step: StepOf(Path.GetFileName(path)), Path: path))
                .Where(found => found.Step is not null)
                .Select(found => new CheckpointFolder(found.Step!.Value, found.Path))
                .OrderBy(checkpoint => checkpoint.Step),
        ];

    /// <summary>The complete checkpoint with the highest step; null when there is none.</summary>
    public CheckpointFolder? Newest => Complete is [.., CheckpointFolder newest] ? newest : null;

    /// <summary>Writes the checkpoint of a step, replacing one that is there, as <see cref="AtomicFolder"/> does.</summary>
    /// <param name="step">The number of optimizer updates so far.</param>
    /// <param name="build">Fills the folder whose path it is given.</param>
    public CheckpointFolder Write(long step, Action<string> build)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var checkpoint = new CheckpointFolder(step, Path.Combine(folder, NameOf(step)));
        AtomicFolder.Write(checkpoint.Path, build);
        return checkpoint;
    }

    /// <summary>Deletes all checkpoints but the newest ones and the best.</summary>
    /// <param name="newest">How many of the newest to keep, at least 1.</param>
    /// <param name="bestStep">The step of the best checkpoint, which is kept however old it is; null for none.</param>
    /// <param name="keepEvery">Multiples of this step are kept too; null for none.</param>
    public void Prune(int newest, long? bestStep, long? keepEvery = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(newest, 1);
        foreach (CheckpointFolder checkpoint in Complete.SkipLast(newest).Where(old => old.Step != bestStep && !(old.Step % keepEvery == 0)))
            AtomicFolder.Delete(checkpoint.Path);
    }

    private static string NameOf(long step) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step}");

    // Only the name that Write gives counts: step-007 or step-7.old are somebody else's.
    private static long? StepOf(string name) =>
        long.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long step)
        && name == NameOf(step) ? step : null;
}

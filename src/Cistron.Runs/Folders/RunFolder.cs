using System.Text;
using Cistron.Runs.Recipes;

namespace Cistron.Runs.Folders;

/// <summary>A run folder that belongs to this process until it is disposed.</summary>
public sealed class RunFolder : IDisposable
{
    private readonly FileStream _lock;

    private RunFolder(RunPaths paths, FileStream held, RunState state)
    {
        _lock = held;
        Paths = paths;
        State = state;
        Checkpoints = new CheckpointFolders(paths.Checkpoints);
    }

    /// <summary>Where the files of the run are.</summary>
    public RunPaths Paths { get; }

    /// <summary>How far the run was when the folder was opened.</summary>
    public RunState State { get; }

    /// <summary>The checkpoints of the run.</summary>
    public CheckpointFolders Checkpoints { get; }

    /// <summary>
    /// Opens the run in <paramref name="path"/>, or starts one there: writes <c>environment.json</c> and
    /// <c>recipe.yaml</c>. Deletes unfinished files that a killed process left.
    /// </summary>
    /// <param name="path">The run folder; made when it is missing.</param>
    /// <param name="recipe">The whole experiment.</param>
    /// <param name="environment">What <c>environment.json</c> shall say; written only when the run starts.</param>
    /// <exception cref="RunFolderException">
    /// Another process has the folder open, it holds a trained run with another recipe, or something that is no run, or it cannot
    /// be written.
    /// </exception>
    public static RunFolder OpenOrCreate(string path, ResolvedRecipe recipe, object environment) => Open(path, paths =>
    {
        if (paths.State == RunState.New || HasNothingToLose(paths))
            Start(paths, recipe.Yaml, environment);
        else
            RefuseOtherRecipe(paths, recipe);
    });

    /// <summary>
    /// Opens a folder of a work whose recipe may grow from start to start, because what it made lies in run folders with
    /// recipes of their own: writes both files anew and takes away the result, which is to be made again.
    /// </summary>
    /// <inheritdoc cref="OpenOrCreate"/>
    /// <exception cref="RunFolderException">
    /// Another process has the folder open, it holds the run of another verb or something that is no run, or it cannot be
    /// written.
    /// </exception>
    public static RunFolder OpenOrExtend(string path, string recipe, object environment) => Open(path, paths =>
    {
        if (paths.State != RunState.New && !Keys(RecipeText.Read(paths.Recipe).Yaml).SetEquals(Keys(recipe)))
            throw new RunFolderException($"{path} holds the run of another verb; choose another folder");
        File.Delete(paths.Result);
        Start(paths, recipe, environment);
    });

    private static RunFolder Open(string path, Action<RunPaths> settle)
    {
        var paths = new RunPaths(path);
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(path);
            RefuseStrangeFiles(paths);
            held = Lock(paths);
            DeleteUnfinished(paths);
            RunState state = paths.State;
            settle(paths);
            return new RunFolder(paths, held, state);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            throw new RunFolderException($"{path} cannot be used as a run folder: {e.Message}", e);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>Lets other processes open the folder.</summary>
    // The lock file stays: were it deleted, two processes could each hold a file of that name.
    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(RunPaths paths)
    {
        try
        {
            return new FileStream(paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new RunFolderException(
                $"{paths.Root} is in use by another process; wait until it ends, or choose another folder", e);
        }
    }

    // A folder of the user's own, given by mistake, must not be mixed with a run's files.
    private static void RefuseStrangeFiles(RunPaths paths)
    {
        if (paths.State != RunState.New)
            return;
        string? strange = Directory.EnumerateFileSystemEntries(paths.Root).FirstOrDefault(entry =>
            entry != paths.Lock && entry != paths.Environment && !TemporaryName.Is(entry));
        if (strange is not null)
            throw new RunFolderException($"{paths.Root} is not a run folder: it holds {Path.GetFileName(strange)} but no "
                + "recipe.yaml; choose an empty or a new folder");
    }

    private static void DeleteUnfinished(RunPaths paths)
    {
        TemporaryName.DeleteIn(paths.Root);
        foreach (string folder in new[] { paths.Checkpoints, paths.Plots }.Where(Directory.Exists))
            TemporaryName.DeleteIn(folder);
    }

    // A run that failed before its first checkpoint, most often on a wrong path, must not stand in the way of the
    // corrected recipe.
    private static bool HasNothingToLose(RunPaths paths) =>
        paths.State == RunState.Resumable && new CheckpointFolders(paths.Checkpoints).Complete.Count == 0;

    // The recipe comes last, because it is what makes the folder a run: a kill before it starts the run anew.
    private static void Start(RunPaths paths, string recipe, object environment)
    {
        JsonFile.Write(paths.Environment, environment);
        AtomicFile.WriteText(paths.Recipe, recipe);
    }

    // Written with every default, recipes of one verb have the same keys.
    private static HashSet<string> Keys(string recipe) =>
        RecipeParser.Parse(recipe, line => RecipePlace.InFile("recipe.yaml", line), new FaultList()) is MappingNode keys
            ? [.. keys.Entries.Keys]
            : [];

    private static void RefuseOtherRecipe(RunPaths paths, ResolvedRecipe recipe)
    {
        IReadOnlyList<RecipeDifference> differences;
        try
        {
            differences = recipe.DifferencesTo(RecipeText.Read(paths.Recipe));
        }
        catch (RecipeException e)
        {
            throw new RunFolderException($"{paths.Recipe} was changed and is no recipe: {e.Message}", e);
        }
        if (differences.Count == 0)
            return;
        var sentence = new StringBuilder($"the recipe in {paths.Root} differs: ");
        sentence.AppendJoin(", ", differences);
        sentence.Append("; give that recipe to go on with its run, or choose another folder");
        throw new RunFolderException(sentence.ToString());
    }
}

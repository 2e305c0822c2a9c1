namespace Cistron.Runs.Folders;

/// <summary>How far a run is, as its folder tells.</summary>
public enum RunState
{
    /// <summary>There is no run in the folder yet.</summary>
    New,

    /// <summary>The run was started and has no result: running the same command goes on with it.</summary>
    Resumable,

    /// <summary>The run has its result.</summary>
    Finished,
}

/// <summary>Where the files of a run are. Reads only, so that running and finished runs can be looked at alike.</summary>
/// <param name="Root">The run folder.</param>
public sealed record RunPaths(string Root)
{
    /// <summary>The resolved recipe, written when the run starts: what makes a folder a run folder.</summary>
    public string Recipe => Path.Combine(Root, "recipe.yaml");

    /// <summary>Versions, device and machine of the run, written when it starts.</summary>
    public string Environment => Path.Combine(Root, "environment.json");

    /// <summary>One JSON object a line: see <see cref="MetricsLog"/>.</summary>
    public string Metrics => Path.Combine(Root, "metrics.jsonl");

    /// <summary>What came out, written when the run ends: what makes a run finished.</summary>
    public string Result => Path.Combine(Root, "result.json");

    /// <summary>The folder of <c>step-N</c> folders: see <see cref="CheckpointFolders"/>.</summary>
    public string Checkpoints => Path.Combine(Root, "checkpoints");

    /// <summary>The model folder, for release.</summary>
    public string Model => Path.Combine(Root, "model");

    /// <summary>The folder of SVG plots.</summary>
    public string Plots => Path.Combine(Root, "plots");

    /// <summary>The self-contained report.</summary>
    public string Report => Path.Combine(Root, "report.html");

    /// <summary>How far the run is now.</summary>
    public RunState State =>
        !File.Exists(Recipe) ? RunState.New : File.Exists(Result) ? RunState.Finished : RunState.Resumable;

    /// <summary>The file that a process holds open while the run is its own.</summary>
    internal string Lock => Path.Combine(Root, ".lock");
}

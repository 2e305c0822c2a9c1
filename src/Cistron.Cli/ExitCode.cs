namespace Cistron.Cli;

/// <summary>How the tool ended, for scripts.</summary>
internal enum ExitCode
{
    /// <summary>What was asked for is done.</summary>
    Done = 0,

    /// <summary>It could not be done, for a reason that is not in what the user gave.</summary>
    Failed = 1,

    /// <summary>The command, the recipe or a file of the user is wrong.</summary>
    WrongInput = 2,

    /// <summary>A run was stopped early and has a checkpoint: the same command resumes it.</summary>
    Stopped = 85,
}

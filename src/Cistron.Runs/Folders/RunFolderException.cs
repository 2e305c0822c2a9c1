namespace Cistron.Runs.Folders;

/// <summary>A run folder cannot be used; the message is one sentence for the user, with the path and what to do.</summary>
public sealed class RunFolderException(string message, Exception? cause = null) : Exception(message, cause);

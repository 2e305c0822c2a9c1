namespace Cistron.Cli;

/// <summary>The command line is wrong. The message is one sentence: what was found, what was expected, what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);

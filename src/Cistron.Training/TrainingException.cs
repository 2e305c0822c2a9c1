namespace Cistron.Training;

/// <summary>Training cannot go on, for a reason that the user can mend. The message says how.</summary>
public sealed class TrainingException(string message) : Exception(message);

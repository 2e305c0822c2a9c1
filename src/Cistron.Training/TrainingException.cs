namespace Cistron.Training;

/// <summary>Training cannot go on, for a reason that the user can mend. The message says how.</summary>
public class TrainingException(string message) : Exception(message);

/// <summary>The loss or its gradients are no longer finite.</summary>
public sealed class DivergenceException(string message) : TrainingException(message);

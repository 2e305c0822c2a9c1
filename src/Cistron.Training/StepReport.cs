using System.Collections.ObjectModel;

namespace Cistron.Training;

/// <summary>What a training step has to tell.</summary>
public sealed record StepReport
{
    /// <summary>Progress after the step.</summary>
    public required TrainingState State { get; init; }

    /// <summary>Passes over the training data; fractional.</summary>
    public required double Epoch { get; init; }

    /// <summary>Mean loss over the step's targets, in the objective's unit.</summary>
    public required double Loss { get; init; }

    /// <summary>What was added to the loss in training only, such as activation regularization; 0 where nothing is.</summary>
    public double Penalty { get; init; }

    /// <summary>The learning rate of the update, that of the uppermost layer group.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The norm of all gradients together, before clipping.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Whether gradients overflowed float16, so that the parameters stayed as they were.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>Sequences of the step.</summary>
    public required int Rows { get; init; }

    /// <summary>What the objective notes of the step's batches, by name.</summary>
    public IReadOnlyDictionary<string, double> Batches { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Validation metrics by name; null when the step was not followed by a validation.</summary>
    public IReadOnlyDictionary<string, double>? Validation { get; init; }

    /// <summary>Whether this validation was the best so far.</summary>
    public bool IsBest { get; init; }
}

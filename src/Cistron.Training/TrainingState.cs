using System.Text.Json.Serialization;
using Cistron.Training.Optimization;

namespace Cistron.Training;

/// <summary>Everything of a run's progress that is not a tensor: what a checkpoint holds beside weights and moments.</summary>
public sealed record TrainingState
{
    /// <summary>Optimizer updates made, those counted in that were skipped for an overflow in float16.</summary>
    public long Step { get; init; }

    /// <summary>Tokens seen, padding not counted.</summary>
    public long Tokens { get; init; }

    /// <summary>What the loss of the next step is scaled by; null where nothing needs it.</summary>
    public LossScale? LossScale { get; init; }

    /// <summary>Seconds spent in training steps, over all sittings.</summary>
    public double Seconds { get; init; }

    /// <summary>The best value of the selection metric so far; null before the first that is a number.</summary>
    public double? Best { get; init; }

    /// <summary>The loss of that validation, which decides between equal values; null when it has none.</summary>
    public double? BestLoss { get; init; }

    /// <summary>The step at which <see cref="Best"/> was found.</summary>
    public long BestStep { get; init; }

    /// <summary>Validations since then.</summary>
    public int ValidationsSinceBest { get; init; }

    /// <summary>The step whose weights are to be released: the best on validation, else the last.</summary>
    [JsonIgnore]
    public long ReleasedStep => Best is null ? Step : BestStep;
}

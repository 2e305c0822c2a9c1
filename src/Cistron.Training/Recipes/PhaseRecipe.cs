using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;

namespace Cistron.Training.Recipes;

/// <summary>
/// An item of <c>training.phases</c>: a stretch of the run with its own course of the learning rate and its own choice
/// of what is trained. Gradual unfreezing (Howard and Ruder 2018, §3.3) is a list of these.
/// </summary>
public sealed record PhaseRecipe : IValidated
{
    /// <summary>Updates of the phase; or give <see cref="Epochs"/>.</summary>
    [Description("optimizer updates of the phase; or give epochs")]
    [Range(1, long.MaxValue)]
    public long? Steps { get; init; }

    /// <summary>Passes over the training data; or give <see cref="Steps"/>.</summary>
    [Description("passes over the training data, in place of steps")]
    [Range(0.001, 1e6)]
    public double? Epochs { get; init; }

    /// <summary>The layer groups that are trained; null: as <see cref="TrainingRecipe.Train"/> says.</summary>
    [Description("head, last N groups, or all; null: see training.train")]
    public string? Train { get; init; }

    /// <summary>The highest learning rate; null: <see cref="TrainingRecipe.LearningRate"/>.</summary>
    [Description("highest learning rate of the phase; null: see training.learning_rate")]
    [Range(1e-9, 10)]
    public double? LearningRate { get; init; }

    /// <inheritdoc cref="TrainingRecipe.LowestLearningRate"/>
    [Description("highest learning rate of the lowest layer group; null: see training.lowest_learning_rate")]
    [Range(1e-12, 10)]
    public double? LowestLearningRate { get; init; }

    /// <summary>Updates in a run whose epoch has so many.</summary>
    public long StepsFor(double stepsPerEpoch) => Steps ?? Math.Max(1, (long)Math.Round(Epochs!.Value * stepsPerEpoch));

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Steps is null && Epochs is null)
            yield return ("epochs", "is missing; give epochs or steps");
        if (Steps is not null && Epochs is not null)
            yield return ("epochs", "stands beside steps; give one of them");
        if (Train is not null && TrainedGroups.Fault(Train) is { } fault)
            yield return ("train", fault);
    }
}

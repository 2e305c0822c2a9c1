using Cistron.Torch.Modules;
using Cistron.Torch.Optimizers;

namespace Cistron.Training.Optimization;

/// <summary>
/// A stretch of a run in which the same layer groups are trained, over one course of the learning rate.
/// </summary>
public sealed record TrainingPhase
{
    /// <summary>What is trained, as the recipe says it: <c>head</c>, <c>last 2 groups</c>, <c>all</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Steps of the run before the phase.</summary>
    public required long Start { get; init; }

    /// <summary>Updates of the phase.</summary>
    public required long Steps { get; init; }

    /// <summary>The highest learning rate of the uppermost layer group.</summary>
    public required double HighestRate { get; init; }

    /// <summary>The rate of the uppermost layer group over the steps of the phase, counted from its start.</summary>
    public required LearningRateSchedule Schedule { get; init; }

    /// <summary>The names of the layer groups that are trained, input first.</summary>
    public required IReadOnlyList<string> LayerGroups { get; init; }

    /// <summary>Their parameters, with what the optimizer does to them.</summary>
    public required IReadOnlyList<ParameterGroup> Trained { get; init; }

    /// <summary>The parameters of all other groups, which stay as they are.</summary>
    public required IReadOnlyList<Parameter> Frozen { get; init; }

    /// <summary>Steps of the run up to the end of the phase.</summary>
    public long End => Start + Steps;

    /// <summary>The learning rate of the uppermost layer group at a step of the run.</summary>
    public double RateAt(long step) => Schedule.RateAt(step - Start);

    /// <inheritdoc cref="LearningRateSchedule.Beta1At"/>
    public double? Beta1At(long step) => Schedule.Beta1At(step - Start);
}

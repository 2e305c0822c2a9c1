using System.ComponentModel;

namespace Cistron.Training.Recipes;

/// <summary>What every verb is told that asks several models and takes the mean of their answers.</summary>
public abstract record EnsembleUse : SequenceUse
{
    /// <summary>Further models whose answers are averaged with those of the model.</summary>
    [Description("further model folders of the same task, with any tokens and shapes: probabilities are averaged over all; of sequences alone")]
    public IReadOnlyList<string> Ensemble { get; init; } = [];
}

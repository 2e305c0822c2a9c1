using System.Collections.ObjectModel;
using Cistron.Models;
using Cistron.Torch;

namespace Cistron.Training;

/// <summary>
/// What a model is trained for: which batches a step sees, what their loss is, and how good the model is on validation
/// data. Adding an objective is adding one class like this; the <see cref="Trainer"/> is the same for all.
/// </summary>
public abstract class Objective
{
    /// <summary>The model whose parameters are trained.</summary>
    public abstract Model Model { get; }

    /// <summary>The name of the validation metric that early stopping and the choice of weights go by.</summary>
    public abstract string SelectionMetric { get; }

    /// <summary>Whether a larger <see cref="SelectionMetric"/> is better.</summary>
    public abstract bool HigherIsBetter { get; }

    /// <summary>Steps of one pass over the training data; fractional where windows are drawn.</summary>
    public abstract double StepsPerEpoch { get; }

    /// <summary>Passes over the training data that have been made before a step; fractional.</summary>
    public double EpochAt(long step) => step / StepsPerEpoch;

    /// <summary>
    /// The batches whose gradients one step adds up: a pure function of the step and the run's seed, so that any step can
    /// be recomputed, tested and resumed. The trainer asks for those of the next step on another thread while it computes
    /// this one, one call at a time: they are plain numbers, and what makes them shares nothing that changes with the rest.
    /// </summary>
    public abstract IReadOnlyList<Batch> Batches(long step);

    /// <summary>What is worth noting of a step's batches, by the name in the metrics log. Default: nothing.</summary>
    public virtual IReadOnlyDictionary<string, double> Describe(IReadOnlyList<Batch> batches) =>
        ReadOnlyDictionary<string, double>.Empty;

    /// <summary>The loss of a batch, summed over its targets.</summary>
    public abstract BatchLoss Loss(Batch batch);

    /// <summary>
    /// What one step leaves to the next beside the weights, such as the state of an LSTM: part of a checkpoint. Default:
    /// nothing.
    /// </summary>
    public virtual IEnumerable<KeyValuePair<string, Tensor>> Carried => [];

    /// <summary>Goes on from what <see cref="Carried"/> gave.</summary>
    /// <param name="carried">Tensors of the caller's scope; what is kept of them leaves it.</param>
    public virtual void Carry(IReadOnlyDictionary<string, Tensor> carried)
    {
    }

    /// <summary>Metrics on the validation data by name; empty when there is none.</summary>
    public abstract IReadOnlyDictionary<string, double> Validate();
}

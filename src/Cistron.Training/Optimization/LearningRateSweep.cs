using Cistron.Training.Recipes;

namespace Cistron.Training.Optimization;

/// <summary>
/// The learning rate range test (Smith 2017, "Cyclical learning rates for training neural networks", §3.3) as fastai
/// v1's <c>lr_find</c> makes it: a short training whose rate rises by the same ratio with each step, until the loss
/// explodes. What it shows holds for the first phase of the recipe: for the layer groups that are trained in it, with
/// their ratios.
/// </summary>
/// <param name="objective">Model, data and loss. The model is as before once the sweep has been enumerated.</param>
/// <param name="recipe">Everything but the learning rate and its schedule.</param>
/// <param name="seed">The run's seed: the sweep sees the batches that the first steps of the run will see.</param>
public sealed class LearningRateSweep(Objective objective, TrainingRecipe recipe, ulong seed)
{
    private const double Smoothing = 0.98;
    private const double Explosion = 4;

    /// <summary>The first rate; 10⁻⁷.</summary>
    public double From { get; init; } = 1e-7;

    /// <summary>The last rate, when the loss does not explode before; 10.</summary>
    public double To { get; init; } = 10;

    /// <summary>Updates between them; 100.</summary>
    public int Steps { get; init; } = 100;

    /// <summary>The names of the layer groups that are trained, input first.</summary>
    public IReadOnlyList<string> LayerGroups => FirstPhase().LayerGroups;

    /// <summary>
    /// Makes the steps one by one. The sweep ends after the last, or before a loss that is not finite, or with the
    /// first smoothed loss that is four times the lowest. However it ends, weights, freezing and random generators are
    /// then what they were, bit for bit.
    /// </summary>
    public IEnumerable<SweepPoint> Run()
    {
        using var snapshot = new ModelSnapshot(objective.Model);
        var plan = new TrainingPlan([FirstPhase()]);
        var trainer = new Trainer(objective, recipe with { AverageDecay = null }, plan, seed);
        double mean = 0, lowest = double.PositiveInfinity;
        while (trainer.State.Step < Steps && Step(trainer) is { } report)
        {
            // An exponential mean whose start at zero is corrected, as in Adam.
            mean = Smoothing * mean + (1 - Smoothing) * report.Loss;
            double smoothed = mean / (1 - Math.Pow(Smoothing, report.State.Step));
            yield return new SweepPoint(report, smoothed);
            if (smoothed > Explosion * lowest)
                break;
            lowest = Math.Min(lowest, smoothed);
        }
    }

    private TrainingPhase FirstPhase() =>
        TrainingPlan.Of(recipe, objective.Model, objective.StepsPerEpoch).Phases[0] with
        {
            Steps = Steps,
            HighestRate = To,
            Schedule = new ExponentialSchedule(From, To, Steps),
        };

    private static StepReport? Step(Trainer trainer)
    {
        try
        {
            var report = trainer.Step();
            return double.IsFinite(report.Loss) ? report : null;
        }
        catch (DivergenceException)
        {
            return null;
        }
    }
}

/// <summary>A step of a sweep.</summary>
/// <param name="Report">The step with its rate and its loss.</param>
/// <param name="SmoothedLoss">The exponential mean of the losses up to it, with the weight 0.98 on the past.</param>
public sealed record SweepPoint(StepReport Report, double SmoothedLoss)
{
    /// <summary>The rate of the step.</summary>
    public double LearningRate => Report.LearningRate;
}

using System.Diagnostics;
using Cistron.Models;
using Cistron.Models.Bert;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Randomness;
using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Torch.Modules;
using Cistron.Torch.Optimizers;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;

namespace Cistron.Training;

/// <summary>
/// The training loop, one for every objective. A run is the sequence of its steps' reports: whoever enumerates
/// <see cref="Run"/> logs, saves and stops; nothing is called back.
/// </summary>
public sealed class Trainer
{
    private readonly Objective _objective;
    private readonly TrainingRecipe _recipe;
    private readonly ulong _seed;
    private readonly Device _device;
    private readonly Parameter[] _parameters;
    private TrainingPhase? _phase;

    /// <summary>A trainer at step 0.</summary>
    /// <param name="objective">Model, data and loss. The model is on its device.</param>
    /// <param name="recipe">Phases, rates, schedule, clipping, cadence.</param>
    /// <param name="seed">The run's seed: dropout draws from the stream "dropout" at each step.</param>
    /// <exception cref="RecipeException">The recipe asks for what the model or its device does not have.</exception>
    public Trainer(Objective objective, TrainingRecipe recipe, ulong seed)
        : this(objective, recipe, TrainingPlan.Of(recipe, objective.Model, objective.StepsPerEpoch), seed)
    {
    }

    /// <summary>A trainer at step 0 of a plan that is not the recipe's own.</summary>
    internal Trainer(Objective objective, TrainingRecipe recipe, TrainingPlan plan, ulong seed)
    {
        (_objective, _recipe, Plan, _seed) = (objective, recipe, plan, seed);
        _device = objective.Model.Device;
        recipe.Precision.CheckOn(_device);
        if (recipe.ActivationCheckpointing)
            recipe.CheckFor(objective.Model.Backbone.Shape);
        if (objective.Model.Backbone is BertBackbone bert)
            bert.RecomputesLayers = recipe.ActivationCheckpointing;
        _parameters = [.. objective.Model.Parameters().Select(p => p.Value)];
        Optimizer = new AdamW(plan.Trained, recipe.Beta1, recipe.Beta2, recipe.Epsilon);
        Average = recipe.AverageDecay is { } decay ? new MovingAverage(objective.Model, decay) : null;
        State = new TrainingState { LossScale = recipe.Precision == Precision.Fp16 ? new LossScale() : null };
    }

    /// <summary>What is trained when, and at which rates.</summary>
    public TrainingPlan Plan { get; }

    /// <summary>Updates of the whole run.</summary>
    public long Steps => Plan.Steps;

    /// <summary>Progress so far.</summary>
    public TrainingState State { get; internal set; }

    /// <summary>The optimizer with its moments.</summary>
    public AdamW Optimizer { get; }

    /// <summary>The moving average of the weights; null unless the recipe asks for one.</summary>
    public MovingAverage? Average { get; }

    /// <summary>What the model is trained for.</summary>
    public Objective Objective => _objective;

    /// <summary>The model that is trained.</summary>
    public Model Model => _objective.Model;

    /// <summary>Trains from the present state to the last step, or until early stopping.</summary>
    public IEnumerable<StepReport> Run()
    {
        using var ahead = new BatchesAhead(_objective, Steps);
        while (State.Step < Steps && !HasStalled())
        {
            long phaseEnd = Plan.PhaseAt(State.Step).End;
            StepReport report = Step(ahead.Take);
            if (State.Step % _recipe.ValidationInterval(Steps) == 0 || State.Step == phaseEnd)
                report = Validate(report);
            yield return report;
        }
    }

    /// <summary>One update: the gradients of all batches of the step, clipped, applied.</summary>
    internal StepReport Step() => Step(_objective.Batches);

    private StepReport Step(Func<long, IReadOnlyList<Batch>> batchesOf)
    {
        long started = Stopwatch.GetTimestamp();
        long step = State.Step;
        var phase = Enter(step);
        TorchRandom.Seed(RandomStream.Key(_seed, "dropout", step));
        _objective.Model.SetTraining(true);
        Gradients.Clear(_parameters);

        var batches = batchesOf(step);
        // Rows without any target, such as windows shorter than a token, give a loss of 0 and not 0 / 0.
        double weight = Math.Max(1, batches.Sum(b => b.Weight));
        double scale = State.LossScale?.Value ?? 1;
        double loss = 0, penalty = 0;
        foreach (var batch in batches)
        {
            var (ofTargets, ofPenalty) = Backward(batch, scale / weight);
            (loss, penalty) = (loss + ofTargets / scale, penalty + ofPenalty / scale);
        }
        if (scale != 1)
            Gradients.Multiply(_parameters, 1 / scale);
        double norm = Gradients.Clip(_parameters, _recipe.ClipNorm);
        bool isFinite = double.IsFinite(loss + penalty) && double.IsFinite(norm);
        double rate = phase.RateAt(step);
        if (isFinite)
        {
            Optimizer.Step(phase.Trained, rate, phase.Beta1At(step));
            Average?.Update(step + 1);
        }
        else if (State.LossScale?.AfterOverflow() is null)
        {
            throw new DivergenceException($"the loss is {loss} and the gradient norm {norm} at step {step + 1}; lower " +
                                          "training.learning_rate, lengthen training.warmup_steps, or train in fp32");
        }

        State = State with
        {
            Step = step + 1,
            Tokens = State.Tokens + batches.Sum(b => b.Tokens),
            LossScale = isFinite ? State.LossScale?.AfterUpdate() : State.LossScale?.AfterOverflow(),
            Seconds = State.Seconds + Stopwatch.GetElapsedTime(started).TotalSeconds,
        };
        return new StepReport
        {
            State = State,
            Epoch = _objective.EpochAt(step + 1),
            Loss = loss,
            Penalty = penalty,
            LearningRate = rate,
            GradientNorm = norm,
            IsSkipped = !isFinite,
            Rows = batches.Sum(b => b.Rows),
            Batches = _objective.Describe(batches),
        };
    }

    /// <summary>
    /// Thaws and freezes what a step's phase asks for, and begins the optimizer anew at the phase's first step.
    /// </summary>
    private TrainingPhase Enter(long step)
    {
        var phase = Plan.PhaseAt(step);
        if (phase != _phase)
        {
            foreach (var parameter in _parameters)
                parameter.IsTrainable = true;
            foreach (var parameter in phase.Frozen)
                parameter.IsTrainable = false;
            _phase = phase;
        }
        // A new course of the rate wants moments of its own; fastai makes a new optimizer for each fit.
        if (step == phase.Start)
            Optimizer.Reset();
        return phase;
    }

    /// <summary>Adds the gradients of one batch's loss times a factor; returns its parts times that factor.</summary>
    private (double Targets, double Penalty) Backward(Batch batch, double factor)
    {
        using var scope = new TensorScope();
        Tensor targets;
        Tensor? penalty;
        // Intermediates that the backward pass does not need are released before it starts: less memory, fewer faults.
        using (var forward = new TensorScope())
        using (new Autocast(_device, _recipe.Precision.AutocastType()))
        {
            var loss = _objective.Loss(batch);
            targets = forward.Keep(loss.Targets * factor);
            penalty = loss.Penalty is { } added ? forward.Keep(added * factor) : null;
        }
        (penalty is null ? targets : targets + penalty).Backward();
        return (targets.ToDouble(), penalty?.ToDouble() ?? 0);
    }

    /// <summary>Metrics on the validation data of the weights that are in the model.</summary>
    public IReadOnlyDictionary<string, double> Score()
    {
        _objective.Model.SetTraining(false);
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        using var autocast = new Autocast(_device, _recipe.Precision.AutocastType());
        return _objective.Validate();
    }

    private StepReport Validate(StepReport report)
    {
        Average?.Swap();
        var metrics = Score();
        Average?.Swap();
        if (!metrics.TryGetValue(_objective.SelectionMetric, out double value))
            return report;

        double? loss = metrics.TryGetValue("loss", out double measured) ? measured : null;
        bool isBest = IsBest(value, loss);
        State = isBest
            ? State with { Best = value, BestLoss = loss, BestStep = State.Step, ValidationsSinceBest = 0 }
            : State with { ValidationsSinceBest = State.ValidationsSinceBest + 1 };
        return report with { State = State, Validation = metrics, IsBest = isBest };
    }

    /// <summary>
    /// Whether a validation beats all before it. Between equal values the loss decides: MCC stays at 0 for many steps
    /// before a model has learned to tell classes apart, while its loss already falls.
    /// </summary>
    private bool IsBest(double value, double? loss)
    {
        // A metric that is undefined on these rows says nothing for the weights.
        if (double.IsNaN(value))
            return false;
        if (State.Best is not { } best)
            return true;
        return value == best ? loss < State.BestLoss : value > best == _objective.HigherIsBetter;
    }

    /// <summary>
    /// Whether patience is at its end. It is counted in the last phase only: what stalls in a phase before is what the
    /// next one thaws.
    /// </summary>
    private bool HasStalled()
    {
        long interval = _recipe.ValidationInterval(Steps);
        long validations = State.Step / interval - Plan.Phases[^1].Start / interval;
        return _recipe.Patience is { } patience && Math.Min(State.ValidationsSinceBest, validations) >= patience;
    }
}

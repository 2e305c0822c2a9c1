using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Models;
using Cistron.Models.Bert;
using Cistron.Runs.Recipes;
using Cistron.Torch.Optimizers;
using Cistron.Training.Optimization;

namespace Cistron.Training.Recipes;

/// <summary>The section <c>training</c> of a recipe: how any objective is optimized.</summary>
public sealed record TrainingRecipe : IValidated
{
    private const double DefaultEpochs = 10;

    /// <summary>Updates of the run; or give <see cref="Epochs"/>.</summary>
    [Description("optimizer updates of the whole run; null: see epochs")]
    [Range(1, long.MaxValue)]
    public long? Steps { get; init; }

    /// <summary>Passes over the training data, 10 unless given; or give <see cref="Steps"/>.</summary>
    [Description("passes over the training data, in place of steps; null: 10")]
    [Range(0.001, 1e6)]
    public double? Epochs { get; init; }

    /// <summary>Sequences of one forward pass.</summary>
    [Description("sequences of one forward pass")]
    [Range(1, 1 << 20)]
    public int BatchSize { get; init; } = 32;

    /// <summary>Forward passes whose gradients are added up before an update.</summary>
    [Description("forward passes added up for one update")]
    [Range(1, 1 << 16)]
    public int Accumulate { get; init; } = 1;

    /// <summary>The highest learning rate: that of the uppermost layer group.</summary>
    [Description("highest learning rate, at the end of the warm-up")]
    [Range(1e-9, 10)]
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>
    /// The learning rate of the lowest layer group when the uppermost has its highest, with equal ratios between
    /// neighbours (fastai's <c>slice(lowest, highest)</c>); null: see <see cref="LearningRateRatio"/>.
    /// </summary>
    [Description("highest learning rate of the lowest layer group, equal ratios above; null: see learning_rate_ratio")]
    [Range(1e-12, 10)]
    public double? LowestLearningRate { get; init; }

    /// <summary>
    /// The learning rate of a layer group over that of the group below it; 2.6 in discriminative fine-tuning (Howard
    /// and Ruder 2018, §3.2), 1: the same for all.
    /// </summary>
    [Description("learning rate of a layer group over that of the group below; 1: all alike; 2.6: ULMFiT")]
    [Range(1, 1000)]
    public double LearningRateRatio { get; init; } = 1;

    /// <summary>How the learning rate goes up and down.</summary>
    [Description("linear, cosine, noam or constant after a warm-up, or one_cycle of rate and momentum")]
    public Schedule Schedule { get; init; } = Schedule.Linear;

    /// <summary>Steps of linear rise; null: a tenth of all steps, of each phase where there are phases.</summary>
    [Description("steps of linear warm-up; null: a tenth of all steps (of each phase)")]
    [Range(0, long.MaxValue)]
    public long? WarmupSteps { get; init; }

    /// <summary>The shape of the cycle under <see cref="Schedule.OneCycle"/>; null: fastai's.</summary>
    public OneCycleRecipe? OneCycle { get; init; }

    /// <summary>The layer groups that are trained; the others stay as they are.</summary>
    [Description("layer groups that are trained: all, head (probing), or last N groups; the rest is frozen")]
    public string Train { get; init; } = TrainedGroups.All;

    /// <summary>
    /// Stretches of the run, one after the other, that train different layer groups; empty: one, with the keys of this
    /// section. Each begins a new course of the learning rate with a new optimizer. What a phase does not say, this
    /// section says for it.
    /// </summary>
    [Description("gradual unfreezing: [{epochs: 3, train: head}, {epochs: 5, train: all}], each with a new schedule")]
    public IReadOnlyList<PhaseRecipe> Phases { get; init; } = [];

    /// <summary>The strength of weight decay.</summary>
    [Description("weight decay")]
    [Range(0, 1)]
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Which parameters decay.</summary>
    [Description("matrices, or all: biases and normalization layers too, as fastai has it")]
    public DecayScope WeightDecayScope { get; init; } = DecayScope.Matrices;

    /// <summary>How weights decay.</summary>
    [Description("decoupled from the gradient (AdamW), or l2: added to it, so that Adam scales it too")]
    public DecayForm WeightDecayForm { get; init; }

    /// <inheritdoc cref="AdamW.Beta1"/>
    [Description("AdamW: decay of the mean of gradients")]
    [Range(0, 0.999999)]
    public double Beta1 { get; init; } = 0.9;

    /// <inheritdoc cref="AdamW.Beta2"/>
    [Description("AdamW: decay of the mean of squared gradients")]
    [Range(0, 0.999999)]
    public double Beta2 { get; init; } = 0.999;

    /// <inheritdoc cref="AdamW.Epsilon"/>
    [Description("AdamW: added to the root of the mean of squares")]
    [Range(1e-12, 1)]
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The largest norm of all gradients together.</summary>
    [Description("largest norm of all gradients together")]
    [Range(1e-6, double.MaxValue)]
    public double ClipNorm { get; init; } = 1;

    /// <summary>The precision of matrix products.</summary>
    [Description("fp32, or for matrix products bf16 (fast on GPUs, and CPUs with AVX512-BF16) or fp16 (CUDA only)")]
    public Precision Precision { get; init; } = Precision.Fp32;

    /// <summary>
    /// Whether a step keeps of each layer its input alone, and computes the layer again in the backward pass (Chen et al. 2016):
    /// less memory for about a third more time, and the same results. Layers of BERT can be computed so.
    /// </summary>
    [Description("keep inputs of BERT's layers alone and compute layers again when needed: less memory, same results, a third slower")]
    public bool ActivationCheckpointing { get; init; }

    /// <summary>Decay of the moving average of weights that is validated and released; null: none.</summary>
    [Description("decay of a moving average of the weights, which is then what is released; null: none")]
    [Range(0.5, 0.999999)]
    public double? AverageDecay { get; init; }

    /// <summary>Steps between validations; null: twenty in the run.</summary>
    [Description("steps between validations; null: twenty in the run")]
    [Range(1, long.MaxValue)]
    public long? ValidateEvery { get; init; }

    /// <summary>Steps between checkpoints; null: at each validation.</summary>
    [Description("steps between checkpoints; null: at each validation")]
    [Range(1, long.MaxValue)]
    public long? CheckpointEvery { get; init; }

    /// <summary>Every checkpoint whose step is a multiple of this is kept; null: the newest and the best alone.</summary>
    [Description("keep the checkpoint of every multiple of so many steps, to see later how a model developed; null: none")]
    [Range(1, long.MaxValue)]
    public long? KeepEvery { get; init; }

    /// <summary>Validations without improvement after which training stops; null: never.</summary>
    [Description("validations without improvement after which training stops; null: never")]
    [Range(1, 1 << 20)]
    public int? Patience { get; init; }

    /// <summary>Steps between validations in a run of so many.</summary>
    public long ValidationInterval(long steps) => ValidateEvery ?? Math.Max(1, steps / 20);

    /// <summary>Steps between checkpoints in a run of so many.</summary>
    public long CheckpointInterval(long steps) => CheckpointEvery ?? ValidationInterval(steps);

    /// <summary>The phases with all their keys filled in; a recipe without a list has one.</summary>
    public IReadOnlyList<PhaseRecipe> AllPhases => Phases.Count == 0
        ? [Filled(new PhaseRecipe { Steps = Steps, Epochs = Steps is null ? Epochs ?? DefaultEpochs : null })]
        : [.. Phases.Select(Filled)];

    /// <summary>Whether every layer group is trained at some time.</summary>
    public bool TrainsAll => AllPhases.Any(phase => phase.Train == TrainedGroups.All);

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Steps is not null && Epochs is not null)
            yield return ("epochs", "stands beside steps; give one of them");
        if (Phases.Count > 0 && (Steps is not null || Epochs is not null))
            yield return (Steps is null ? "epochs" : "steps", "stands beside phases, which have their own; leave it out");
        if (TrainedGroups.Fault(Train) is { } fault)
            yield return ("train", fault);
        if (LowestLearningRate is not null && LearningRateRatio != 1)
            yield return ("learning_rate_ratio", "stands beside lowest_learning_rate; give one of them");
        if (Schedule == Schedule.OneCycle && WarmupSteps is not null)
            yield return ("warmup_steps", "shapes no one_cycle schedule; give one_cycle.rise, a share of the steps");
        if (Schedule != Schedule.OneCycle && OneCycle is not null)
            yield return ("one_cycle", "shapes another schedule; give schedule: one_cycle, or leave it out");
        foreach (var (phase, i) in AllPhases.Select((phase, i) => (phase, i)))
            if (phase.LowestLearningRate > phase.LearningRate)
                yield return (Phases.Count == 0 ? "lowest_learning_rate" : $"phases[{i}].lowest_learning_rate",
                    $"is {phase.LowestLearningRate}, more than the highest rate, {phase.LearningRate}; lower it");
    }

    /// <exception cref="RecipeException">The layers of such a backbone cannot be computed again.</exception>
    internal void CheckFor(BackboneConfiguration shape)
    {
        if (ActivationCheckpointing && shape is not BertConfiguration)
            throw new RecipeException([new RecipeFault("training.activation_checkpointing",
                "computes layers of BERT again, and this model has none; leave it out")]);
    }

    private PhaseRecipe Filled(PhaseRecipe phase) => phase with
    {
        Train = phase.Train ?? Train,
        LearningRate = phase.LearningRate ?? LearningRate,
        LowestLearningRate = phase.LowestLearningRate ?? LowestLearningRate,
    };
}

/// <summary>How weight decay acts.</summary>
public enum DecayForm
{
    /// <summary>On the weights themselves: AdamW (Loshchilov and Hutter 2019, algorithm 2).</summary>
    Decoupled,

    /// <summary>As the gradient of a penalty on the squares of weights: Adam with L2 (the same, in pink).</summary>
    L2,
}

/// <summary>Which parameters weight decay acts on.</summary>
public enum DecayScope
{
    /// <summary>Matrices; biases and normalization layers have no decay.</summary>
    Matrices,

    /// <summary>Every parameter.</summary>
    All,
}

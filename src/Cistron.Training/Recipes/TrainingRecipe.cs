using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;
using Cistron.Torch;
using Cistron.Torch.Modules;
using Cistron.Torch.Optimizers;
using Cistron.Training.Optimization;

namespace Cistron.Training.Recipes;

/// <summary>The precision of matrix products; parameters are float32 always.</summary>
public enum Precision
{
    /// <summary>float32 throughout.</summary>
    Fp32,

    /// <summary>bfloat16 where it is safe (autocast).</summary>
    Bf16,
}

/// <summary>What <see cref="Precision"/> means to the engine.</summary>
internal static class Precisions
{
    public static DType AutocastType(this Precision precision) =>
        precision == Precision.Bf16 ? DType.BFloat16 : DType.Float32;
}

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

    /// <summary>The highest learning rate.</summary>
    [Description("learning rate at the end of the warm-up")]
    [Range(1e-9, 10)]
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>What follows the warm-up.</summary>
    [Description("linear, cosine, noam or constant after the warm-up")]
    public Decay Schedule { get; init; } = Decay.Linear;

    /// <summary>Steps of linear rise; null: a tenth of all steps.</summary>
    [Description("steps of linear warm-up; null: a tenth of all steps")]
    [Range(0, long.MaxValue)]
    public long? WarmupSteps { get; init; }

    /// <summary>Decoupled decay of matrices; biases and normalization layers have none.</summary>
    [Description("decoupled weight decay of matrices")]
    [Range(0, 1)]
    public double WeightDecay { get; init; } = 0.01;

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
    [Description("fp32, or bf16 for matrix products (fast on CPUs with AVX512-BF16 and on GPUs)")]
    public Precision Precision { get; init; } = Precision.Fp32;

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

    /// <summary>Validations without improvement after which training stops; null: never.</summary>
    [Description("validations without improvement after which training stops; null: never")]
    [Range(1, 1 << 20)]
    public int? Patience { get; init; }

    /// <summary>Updates of a run whose epoch has so many updates.</summary>
    public long StepsFor(double stepsPerEpoch) =>
        Steps ?? Math.Max(1, (long)Math.Round((Epochs ?? DefaultEpochs) * stepsPerEpoch));

    /// <summary>The learning rate over a run of so many updates.</summary>
    public LearningRateSchedule ScheduleFor(long steps) =>
        new(LearningRate, Math.Min(WarmupSteps ?? steps / 10, steps), steps, Schedule);

    /// <summary>Steps between validations in a run of so many.</summary>
    public long ValidationInterval(long steps) => ValidateEvery ?? Math.Max(1, steps / 20);

    /// <summary>Steps between checkpoints in a run of so many.</summary>
    public long CheckpointInterval(long steps) => CheckpointEvery ?? ValidationInterval(steps);

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Steps is not null && Epochs is not null)
            yield return ("epochs", "stands beside steps; give one of them");
    }

    /// <summary>Matrices, which decay, and vectors (biases, normalization), which do not.</summary>
    public IReadOnlyList<ParameterGroup> Groups(Module model)
    {
        var byRank = model.Parameters().ToLookup(p => p.Value.Value.Shape.Length >= 2);
        return [new ParameterGroup([.. byRank[true]], WeightDecay), new ParameterGroup([.. byRank[false]], 0)];
    }
}

using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Training;
using Cistron.Training.Objectives;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;

namespace Cistron.Bench.Cases.Bert;

/// <summary>Steps of the trainer as the verbs make them: batches from sequences, forward, backward, clipping, AdamW.</summary>
internal static class TrainingSteps
{
    private const int WarmUpSteps = 2;

    /// <summary>The mean loss of a batch at its targets, without dropout.</summary>
    public static double Loss(MaskedLanguageObjective objective, MaskedBatch batch, Precision precision)
    {
        objective.Model.SetTraining(false);
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        using var autocast = new Autocast(Device.Cpu, precision == Precision.Bf16 ? DType.BFloat16 : DType.Float32);
        return objective.Loss(batch).Targets.ToDouble() / batch.Weight;
    }

    /// <summary>The mean seconds of a step, over so many: the rows of one are longer than those of another.</summary>
    public static double MeanSeconds(Objective objective, Precision precision, int steps)
    {
        var recipe = new TrainingRecipe
        {
            Steps = long.MaxValue,
            BatchSize = BertShape.Rows,
            LearningRate = 1e-4,
            Schedule = Schedule.Constant,
            WarmupSteps = 0,
            Precision = precision,
            ValidateEvery = long.MaxValue,
        };
        Run(WarmUpSteps);
        return Run(steps) / steps;

        double Run(int wanted) => new Trainer(objective, recipe, seed: 1).Run().Take(wanted).Last().State.Seconds;
    }
}

using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Runs.Recipes;
using Cistron.Data.Recipes;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Training.Objectives;
using Cistron.Training.Planning;
using Cistron.Training.Recipes;

namespace Cistron.Training.Verbs;

/// <summary>
/// <c>pretrain --plan</c>: what a run would take of memory, time and money, before its first step. Nothing is written.
/// </summary>
public static class Estimating
{
    // Of what the machine has, for a few steps beside whatever else runs on it.
    private const double RehearsalShare = 0.5;

    /// <summary>Estimates a recipe.</summary>
    /// <param name="recipe">The whole experiment. Files of its corpus that are not there are done without.</param>
    /// <param name="conditions">Devices, utilisation, price.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Gives up between the steps that are measured.</param>
    /// <exception cref="RecipeException">The recipe could not run, or its architecture has no arithmetic.</exception>
    public static RunEstimate Run(PretrainRecipe recipe, EstimateConditions conditions, IRunLog log, CancellationToken stop)
    {
        var device = Device.Parse(recipe.Device);
        recipe.Training.Precision.CheckOn(device);
        var pretrained = recipe.Pretrained is { } start ? ModelFolder.Open(start) : null;
        var tokenizer = pretrained?.Tokenizer ?? TokenizerRecipe.For(recipe.Tokenizer, recipe.Model, recipe.Data.Alphabet.Letters());
        var shape = PretrainSetup.Shape(recipe, pretrained, tokenizer);
        var predicts = PretrainSetup.Predicted(recipe, pretrained, shape);
        recipe.Training.CheckFor(shape);
        bool recomputes = recipe.Training.ActivationCheckpointing;
        var model = ModelArithmetic.Of(shape, predicts, recomputes) ?? throw new RecipeException([new RecipeFault("model",
            "is of an architecture whose costs are not worked out; start the run, and see them")]);

        var missing = CorpusLengths.Missing(recipe.Data);
        var split = missing.Count > 0 ? null : CorpusLengths.Split(recipe, log);
        var step = predicts == PredictedTokens.Next
            ? CausalSteps.Of(recipe, tokenizer, split)
            : MaskedSteps.Of(recipe, tokenizer, shape.Framing, split);
        long? steps = step.StepsPerEpoch is null && recipe.Training.AllPhases.Any(phase => phase.Steps is null)
            ? null
            : recipe.Training.AllPhases.Sum(phase => phase.StepsFor(step.StepsPerEpoch ?? 0));
        MemoryEstimate MemoryIn(bool isHalf, bool onCuda) => MemoryOf(model, isHalf, onCuda);
        MemoryEstimate MemoryOf(ModelArithmetic model, bool isHalf, bool onCuda)
        {
            var mode = new ComputeMode(isHalf, onCuda);
            if (!onCuda && conditions.FusesAttention is { } fuses)
                mode = mode with { FusesAttention = fuses };
            return MemoryEstimate.Of(model, step.Largest, mode, recipe.Training.AverageDecay is not null);
        }

        var operations = model.Operations(step);
        double ofPass = model.Operations(step.Largest).Total;
        var accelerators = model.Backbone.IsSequential ? [] : Accelerator.All
            .Where(accelerator => ofPass / accelerator.Speed(conditions.Utilisation) >= AcceleratorEstimate.ShortestPassSeconds)
            .ToList();
        var estimate = new RunEstimate
        {
            Model = $"{(pretrained is null ? (recipe.Model ?? new ModelRecipe()).Title : $"model from {pretrained.Path}")} that predicts "
                + (predicts == PredictedTokens.Next ? "the next token" : "masked tokens"),
            Tokenizer = $"{tokenizer}",
            Device = $"{device}",
            Precision = $"{recipe.Training.Precision}".ToLowerInvariant(),
            Parts = model.Parts,
            LargestPass = step.Largest,
            Passes = step.Passes.Count,
            RowsPerStep = step.Rows,
            TokensPerStep = step.Tokens,
            TargetsPerStep = step.Targets,
            Steps = steps,
            TrainingBases = split?.Training.Sum(region => region.Length),
            Epochs = steps / step.StepsPerEpoch,
            FactorWeights = model.Backbone.FactorWeights,
            HeadFactorWeights = model.Head.FactorWeights,
            PassesOfLayers = model.PassesOfLayers,
            OperationsPerStep = operations,
            MemoryInFp32 = MemoryIn(isHalf: false, device.IsCuda),
            MemoryInBf16 = MemoryIn(isHalf: true, device.IsCuda),
            MemoryRecomputed = !recomputes && shape is BertConfiguration
                ? MemoryOf(ModelArithmetic.Of(shape, predicts, recomputesLayers: true)!, recipe.Training.Precision != Precision.Fp32, device.IsCuda)
                : null,
            AvailableMemory = device.IsCuda ? null : conditions.AvailableMemory,
            Accelerators = [.. accelerators.Select(accelerator => AcceleratorEstimate.Of(
                accelerator, MemoryIn(isHalf: true, onCuda: true), operations.Total, steps, conditions))],
            Conditions = conditions,
            Unknown = [.. Unknown(recipe, missing, steps), .. UnknownOfGpus(model, accelerators)],
        };
        return conditions.Measures && Rehearse(recipe, pretrained, tokenizer, shape, model, step, estimate, device, log, stop) is { } measured
            ? estimate with { Measured = measured }
            : estimate;
    }

    private static IEnumerable<string> Unknown(PretrainRecipe recipe, IReadOnlyList<string> missing, long? steps)
    {
        if (missing.Count > 0)
            yield return $"{string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} not here: how often a run passes over "
                + "the corpus is not known, and rows are taken to be as long as the recipe lets them be";
        if (steps is null)
            yield return "training.epochs are passes over that corpus, so that the run's steps are not known; give training.steps";
        if (recipe.Training.Phases.Count > 0 || !recipe.Training.TrainsAll)
            yield return "phases that keep layers frozen take less time and memory: all is counted as if every weight were trained";
    }

    private static IEnumerable<string> UnknownOfGpus(ModelArithmetic model, IReadOnlyList<Accelerator> estimated)
    {
        if (model.Backbone.IsSequential)
            yield return "time on GPUs: an LSTM reads token after token, and its speed there has little to do with their peak";
        else if (Accelerator.All.Except(estimated).Select(left => left.Name).ToArray() is { Length: > 0 } left)
            yield return $"time on {string.Join(", ", left)}: this forward pass is so short that starting its operators takes as long "
                + "as their arithmetic; a larger batch_size makes more of a GPU";
    }

    private static Measurement? Rehearse(PretrainRecipe recipe, ModelFolder? pretrained, Tokenizer tokenizer,
        BackboneConfiguration shape, ModelArithmetic arithmetic, StepShape step, RunEstimate estimate, Device device, IRunLog log,
        CancellationToken stop)
    {
        var predicts = arithmetic.Head.Predicts;
        long fitting = estimate.AvailableMemory is { } bytes ? estimate.Memory.RowsIn(RehearsalShare * bytes) : long.MaxValue;
        if (fitting == 0)
        {
            log.Warn("the model is too large for this machine, where nothing is measured");
            return null;
        }
        log.Note($"measuring a few steps of the model on {device}");
        var rows = new RandomRows(recipe, tokenizer, []);
        var policy = MaskedSteps.PolicyAt(recipe, tokenizer, step.StepsPerEpoch ?? 1e6, shareOfRun: 0);
        Batch BatchOf(int count) => predicts == PredictedTokens.Next
            ? rows.Causal(count, step.Largest.Width)
            : rows.Masked(first: 0, count, recipe.Data.WindowBases, policy, shape.Framing);
        Objective Build(Func<long, IReadOnlyList<Batch>> batches)
        {
            TorchRandom.Seed(RandomStream.Key(recipe.Seed, "init"));
            var model = pretrained?.LoadLanguageModel(shape) ?? LanguageModel.On(shape.Build(), predicts);
            model.MoveTo(device);
            return model is AwdLstmLanguageModel lstm && predicts == PredictedTokens.Next
                ? new CausalLanguageObjective(lstm, batches, 1, (recipe.Causal ?? new CausalRecipe()).Penalties, [], 1,
                    tokenizer.Vocabulary.Specials.Padding)
                : new MaskedLanguageObjective((MaskedLanguageModel)model, tokenizer, batches, 1, []);
        }

        var (measuredRows, passSeconds, updateSeconds, peak) = new Rehearsal(Build, BatchOf, recipe.Training, recipe.Seed)
            .Run((int)Math.Min(fitting, recipe.Training.BatchSize), stop);
        var batch = BatchOf(measuredRows);
        var pass = new PassShape(measuredRows, (int)(batch.Tokens / measuredRows), batch.Tokens, batch.Weight);
        var memory = MemoryEstimate.Of(arithmetic, pass, new ComputeMode(recipe.Training.Precision != Precision.Fp32, device.IsCuda),
            recipe.Training.AverageDecay is not null);
        return new Measurement(pass, passSeconds, updateSeconds, arithmetic.Operations(pass).Total, peak, memory.Total);
    }
}

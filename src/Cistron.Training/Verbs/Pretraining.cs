using System.Text.Json;
using Cistron.Data.Recipes;
using Cistron.Evaluation.Baselines;
using Cistron.Models;
using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Training.Objectives;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>The verb <c>pretrain</c>: FASTA files in, a model folder out.</summary>
public static class Pretraining
{
    /// <summary>Runs a recipe, or goes on with its run.</summary>
    /// <param name="recipe">The whole experiment.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Asks to stop with a checkpoint after the present step.</param>
    public static RunOutcome<PretrainResult> Run(PretrainRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var device = Device.Parse(recipe.Device);
        using var folder = RunFolder.OpenOrCreate(recipe.Run, RecipeWriter.Write(recipe), RunEnvironment.On(device));
        if (folder.State == RunState.Finished)
        {
            log.Note($"{recipe.Run} is finished; its result is shown again");
            var finished = JsonFile.Read<PretrainResult>(folder.Paths.Result);
            return new RunOutcome<PretrainResult>(recipe.Run, finished, finished.Steps, finished.Steps);
        }

        var alphabet = recipe.Data.Alphabet.Letters();
        using var corpus = CorpusBuilder.Build(recipe.Data.Corpus, alphabet, Path.Combine(recipe.Run, "corpus"),
            read => log.Progress("packing", read.Bases, null, "bases"));
        var split = new CorpusSplit(corpus.Records, recipe.Data.ValidationFraction);
        var tokenizer = recipe.Tokenizer.Build(alphabet);
        var held = HeldOutWindows(recipe, corpus, split);
        Describe(corpus, split, log);

        TorchRandom.Seed(RandomStream.Key(recipe.Seed, "init"));
        var configuration = recipe.Model.Configure(tokenizer.Vocabulary.Count,
            tokenizer.TokenCount(recipe.Data.WindowBases) + TokenRows.SpecialTokens);
        var model = new MaskedLanguageModel(configuration.Build());
        model.MoveTo(device);
        log.Note($"{recipe.Model.Preset.ToString().ToLowerInvariant()} model with {model.ParameterCount:N0} weights on {device}, " +
                 $"{tokenizer}, context {configuration.ContextTokens} tokens");

        var objective = Objective(recipe, corpus, split, held, tokenizer, model);
        double stepsPerEpoch = 1 / objective.EpochAt(1);
        long steps = recipe.Training.StepsFor(stepsPerEpoch);
        var trainer = new Trainer(objective, recipe.Training, steps, recipe.Seed);
        if (!TrainingSession.Run(trainer, recipe.Training, folder, log, stop))
            return new RunOutcome<PretrainResult>(recipe.Run, null, trainer.State.Step, steps);

        var result = Result(recipe, trainer, objective, corpus, split, held);
        Release(folder, model, configuration, tokenizer, result);
        RunReport.Write(folder.Paths, new PretrainReport
        {
            Recipe = recipe,
            Result = result,
            Backbone = configuration,
            Tokenizer = tokenizer,
            Sources = corpus.Sources,
            History = new TrainingHistory(MetricsLog.Read(folder.Paths.Metrics)),
            Environment = JsonFile.Read<RunEnvironment>(folder.Paths.Environment),
        }.Page());
        JsonFile.Write(folder.Paths.Result, result);
        return new RunOutcome<PretrainResult>(recipe.Run, result, trainer.State.Step, steps);
    }

    private static IReadOnlyList<CorpusRegion> HeldOutWindows(PretrainRecipe recipe, Corpus corpus, CorpusSplit split)
    {
        if (split.Training.Count == 0)
            throw new TrainingException($"all {corpus.Length:N0} bases are held out and none is left to train on; lower " +
                                        "data.validation_fraction or give more records");
        var windows = WindowTiling.Of(corpus, split.Validation,
            new WindowOptions(recipe.Data.WindowBases, recipe.Data.MaxAmbiguousShare), recipe.Data.ValidationWindows);
        return windows.Count > 0
            ? windows
            : throw new TrainingException($"no window of {recipe.Data.WindowBases} bases is held out; lower " +
                                          "data.window_bases, raise data.validation_fraction, or give more records");
    }

    private static void Describe(Corpus corpus, CorpusSplit split, IRunLog log)
    {
        log.Note($"{corpus.Records.Count:N0} records with {corpus.Length:N0} bases: {split.Training.Sum(r => r.Length):N0} to " +
                 $"train on, {split.Validation.Sum(r => r.Length):N0} held out");
        foreach (var source in corpus.Sources)
            if (source.Letters.Remarks is { Length: > 0 } remarks)
                log.Note($"{source.Path}: {remarks}");
    }

    private static MaskedLanguageObjective Objective(PretrainRecipe recipe, Corpus corpus, CorpusSplit split,
        IReadOnlyList<CorpusRegion> held, Tokenizer tokenizer, MaskedLanguageModel model)
    {
        var policy = recipe.Masking.Policy;
        var options = new WindowOptions(recipe.Data.WindowBases, recipe.Data.MaxAmbiguousShare);
        var sampler = new WindowSampler(corpus, split.Training, options, recipe.Data.Strands, recipe.Seed);
        var windows = new MaskedWindows(sampler, tokenizer, policy, recipe.Training.BatchSize, recipe.Training.Accumulate,
            recipe.Data.WindowBases, recipe.Seed);
        var validation = MaskedWindows.ForValidation(corpus, held, tokenizer, policy.ForValidation,
            recipe.Training.BatchSize, recipe.Seed);
        return new MaskedLanguageObjective(model, tokenizer, windows, validation, split.Training.Sum(r => r.Length));
    }

    private static PretrainResult Result(PretrainRecipe recipe, Trainer trainer, MaskedLanguageObjective objective,
        Corpus corpus, CorpusSplit split, IReadOnlyList<CorpusRegion> held)
    {
        var metrics = trainer.Score();
        return new PretrainResult
        {
            ModelFolder = Path.Combine(recipe.Run, "model"),
            Parameters = trainer.Model.ParameterCount,
            Steps = trainer.State.Step,
            ReleasedStep = trainer.State.ReleasedStep,
            Tokens = trainer.State.Tokens,
            Epochs = objective.EpochAt(trainer.State.Step),
            Seconds = trainer.State.Seconds,
            TrainingBases = split.Training.Sum(r => r.Length),
            ValidationBases = split.Validation.Sum(r => r.Length),
            ValidationWindows = held.Count,
            CorpusFingerprint = corpus.Fingerprint,
            Loss = metrics["loss"],
            BitsPerBase = metrics["bits_per_base"],
            Accuracy = metrics["accuracy"],
            UniformBitsPerBase = Math.Log2(corpus.Alphabet.Letters.Length),
            MarkovBitsPerBase = MarkovBaseline(recipe, corpus, split).Score(held.Select(window => corpus.Read(window))).BitsPerBase,
            MarkovOrder = recipe.Data.MarkovOrder,
        };
    }

    private static MarkovModel MarkovBaseline(PretrainRecipe recipe, Corpus corpus, CorpusSplit split)
    {
        // In pieces, so that memory does not grow with a chromosome; each begins with the context of its first base.
        const int piece = 1 << 22;
        int order = recipe.Data.MarkovOrder;
        var pieces = split.Training.SelectMany(region => Enumerable
            .Range(0, (int)((region.Length + piece - 1) / piece))
            .Select(i => region with
            {
                Start = Math.Max(region.Start, region.Start + (long)i * piece - order),
                End = Math.Min(region.End, region.Start + (i + 1L) * piece),
            }));
        return MarkovModel.Train(pieces.Select(region => corpus.Read(region)), corpus.Alphabet, order,
            recipe.Data.Strands == StrandSampling.Both ? Strands.Both : Strands.Forward);
    }

    private static void Release(RunFolder folder, MaskedLanguageModel model, BackboneConfiguration configuration,
        Tokenizer tokenizer, PretrainResult result)
    {
        var description = new ModelDescription
        {
            Backbone = configuration,
            Tokenizer = tokenizer.ToJson(),
            TokenizerFingerprint = tokenizer.Fingerprint,
            Training = JsonSerializer.SerializeToNode(result, JsonFile.Options)!.AsObject(),
        };
        AtomicFolder.Write(folder.Paths.Model, path => ModelFolder.Save(path, model, description, tokenizer,
            ModelCard.Of(result, configuration, tokenizer)));
    }
}

using System.Text.Json;
using Cistron.Data.Recipes;
using Cistron.Evaluation.Baselines;
using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Torch;
using Cistron.Training.Data;
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
        recipe.Training.Precision.CheckOn(device);
        using var folder = RunFolder.OpenOrCreate(recipe.Run, ResolvedRecipe.Of(recipe), RunEnvironment.On(device));
        if (folder.State == RunState.Finished)
        {
            log.Note($"{recipe.Run} is finished; its result is shown again");
            var finished = JsonFile.Read<PretrainResult>(folder.Paths.Result);
            return new RunOutcome<PretrainResult>(recipe.Run, finished, finished.Steps, finished.Steps);
        }

        using var corpus = OpenCorpus(recipe, log);
        var setup = PretrainSetup.Of(recipe, corpus, device, log);
        var trainer = new Trainer(setup.Objective, recipe.Training, recipe.Seed);
        if (!TrainingSession.Run(trainer, recipe.Training, folder, log, stop))
            return new RunOutcome<PretrainResult>(recipe.Run, null, trainer.State.Step, trainer.Steps);

        var result = Result(recipe, trainer, setup, corpus);
        Release(folder, setup, result);
        RunReport.Write(folder.Paths, new PretrainReport
        {
            Recipe = recipe,
            Result = result,
            Backbone = setup.Model.Backbone.Shape,
            Tokenizer = setup.Tokenizer,
            Sources = corpus.Sources,
            Plan = trainer.Plan,
            Masking = setup.Predicts == PredictedTokens.Next ? null
                : PretrainSetup.MaskingOf(recipe, setup.Tokenizer, setup.Split.Training.Sum(r => r.Length)),
            History = new TrainingHistory(MetricsLog.Read(folder.Paths.Metrics)),
            Environment = JsonFile.Read<RunEnvironment>(folder.Paths.Environment),
        }.Page());
        JsonFile.Write(folder.Paths.Result, result);
        return new RunOutcome<PretrainResult>(recipe.Run, result, trainer.State.Step, trainer.Steps);
    }

    /// <summary>The recipe's corpus, built in the run folder if it is not there yet.</summary>
    internal static Corpus OpenCorpus(PretrainRecipe recipe, IRunLog log) => CorpusBuilder.Build(
        recipe.Data.Labelled is null ? recipe.Data.Corpus : [WriteLabelled(recipe, log)],
        recipe.Data.Alphabet.Letters(), Path.Combine(recipe.Run, "corpus"),
        read => log.Progress("packing", read.Bases, null, "bases"));

    /// <summary>
    /// Writes the train and dev sequences of a labelled dataset as FASTA into the run folder. Rows that a fine-tuning run
    /// with the same seed would score at its end are not among them.
    /// </summary>
    private static string WriteLabelled(PretrainRecipe recipe, IRunLog log)
    {
        string path = Path.Combine(recipe.Run, "labelled.fa.gz");
        var data = TaskData.Read(recipe.Data.Labelled! with { TrainRows = null }, new HeadRecipe(), recipe.Data.Alphabet.Letters(),
            recipe.Seed, log);
        Directory.CreateDirectory(recipe.Run);
        TextTarget.Write(path, text =>
        {
            var fasta = new FastaWriter(text);
            foreach (var (part, table) in new[] { ("train", data.Train), ("dev", data.Dev) })
                for (int i = 0; i < table.Samples.Count; i++)
                    fasta.Write($"{part}{i + 1}", "", table.Samples[i].Bases);
        });
        return path;
    }

    private static PretrainResult Result(PretrainRecipe recipe, Trainer trainer, PretrainSetup setup, Corpus corpus)
    {
        var metrics = trainer.Score();
        double uniform = Math.Log2(corpus.Alphabet.Letters.Length);
        return new PretrainResult
        {
            ModelFolder = Path.Combine(recipe.Run, "model"),
            Parameters = trainer.Model.ParameterCount,
            Steps = trainer.State.Step,
            ReleasedStep = trainer.State.ReleasedStep,
            Tokens = trainer.State.Tokens,
            Epochs = setup.Objective.EpochAt(trainer.State.Step),
            Seconds = trainer.State.Seconds,
            TrainingBases = setup.Split.Training.Sum(r => r.Length),
            ValidationBases = setup.Split.Validation.Sum(r => r.Length),
            ValidationWindows = setup.Held.Count,
            CorpusFingerprint = corpus.Fingerprint,
            Predicts = setup.Predicts,
            Loss = metrics["loss"],
            BitsPerBase = metrics["bits_per_base"],
            Accuracy = metrics["accuracy"],
            UniformBitsPerBase = uniform,
            UniformLoss = uniform * metrics["loss"] / metrics["bits_per_base"],
            MarkovBitsPerBase = MarkovBaseline(recipe, corpus, setup.Split)
                .Score(setup.Held.Select(window => corpus.Read(window))).BitsPerBase,
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

    private static void Release(RunFolder folder, PretrainSetup setup, PretrainResult result)
    {
        var (tokenizer, backbone) = (setup.Tokenizer, setup.Model.Backbone.Shape);
        var description = new ModelDescription
        {
            Backbone = backbone,
            Predicts = setup.Predicts,
            Tokenizer = tokenizer.ToJson(),
            TokenizerFingerprint = tokenizer.Fingerprint,
            Training = JsonSerializer.SerializeToNode(result, JsonFile.Options)!.AsObject(),
        };
        AtomicFolder.Write(folder.Paths.Model, path => ModelFolder.Save(path, setup.Model, description, tokenizer,
            ModelCard.Of(result, backbone, tokenizer)));
    }
}

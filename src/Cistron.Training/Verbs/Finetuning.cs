using System.Text.Json;
using Cistron.Data.Audit;
using Cistron.Data.Recipes;
using Cistron.Data.Tables;
using Cistron.Evaluation.Metrics;
using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Training.Data;
using Cistron.Training.Objectives;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>The verb <c>finetune</c>: labelled tables in, a model folder and an honest judgement out.</summary>
public static class Finetuning
{
    /// <summary>Runs a recipe, or goes on with its run.</summary>
    /// <param name="recipe">The whole experiment.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Asks to stop with a checkpoint after the present step.</param>
    public static RunOutcome<FinetuneResult> Run(FinetuneRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var device = Device.Parse(recipe.Device);
        recipe.Training.Precision.CheckOn(device);
        using var folder = RunFolder.OpenOrCreate(recipe.Run, ResolvedRecipe.Of(recipe), RunEnvironment.On(device));
        if (folder.State == RunState.Finished)
        {
            log.Note($"{recipe.Run} is finished; its result is shown again");
            var finished = JsonFile.Read<FinetuneResult>(folder.Paths.Result);
            return new RunOutcome<FinetuneResult>(recipe.Run, finished, finished.Steps, finished.Steps);
        }

        var (data, predictor, selection, objective, longSequences) = Prepare(recipe, device, log);
        var audit = data.Audit(predictor.Encoder.Tokenizer.Alphabet, recipe.Seed);
        audit.Tell(log);
        var trainer = new Trainer(objective, recipe.Training, recipe.Seed);
        if (!TrainingSession.Run(trainer, recipe.Training, folder, log, stop))
            return new RunOutcome<FinetuneResult>(recipe.Run, null, trainer.State.Step, trainer.Steps);

        var (result, rows) = Judge(recipe, data, audit, predictor, trainer, objective, selection, longSequences);
        foreach (string warning in rows.Arms[0].Judgement.Notes)
            log.Warn(warning);
        Release(folder, predictor, result);
        if (data.Task.Kind.IsPerBase())
            PerBasePredictionTable.Write(PredictionTable.PathIn(folder.Paths), rows);
        else
            PredictionTable.Write(PredictionTable.PathIn(folder.Paths), rows);
        RunReport.Write(folder.Paths, new FinetuneReport
        {
            Recipe = recipe,
            Result = result,
            Data = data,
            Rows = rows,
            Backbone = predictor.Model.Backbone.Shape,
            Tokenizer = predictor.Encoder.Tokenizer,
            Plan = trainer.Plan,
            History = new TrainingHistory(MetricsLog.Read(folder.Paths.Metrics)),
            Environment = JsonFile.Read<RunEnvironment>(folder.Paths.Environment),
        }.Page());
        JsonFile.Write(folder.Paths.Result, result);
        return new RunOutcome<FinetuneResult>(recipe.Run, result, trainer.State.Step, trainer.Steps);
    }

    /// <summary>Reads the data and builds the model, as it is before its first step.</summary>
    internal static FinetuneSetup Prepare(FinetuneRecipe recipe, Device device, IRunLog log)
    {
        // No rule of the recipe itself, because 'transfer' and 'benchmark' fill in the pre-trained model later.
        if (recipe is { Pretrained: null, TokenStride: not null })
            throw new RecipeException([new RecipeFault("token_stride", "is for a pre-trained model; give tokenizer.stride, or 'pretrained'")]);
        var pretrained = recipe.Pretrained is { } start ? ModelFolder.Open(start) : null;
        var alphabet = pretrained?.Tokenizer.Alphabet ?? (recipe.Data.Alphabet ?? NucleicAlphabet.Dna).Letters();
        var data = TaskData.Read(recipe.Data, recipe.Head, alphabet, recipe.Seed, log);
        var predictor = BuildModel(recipe, pretrained, data, alphabet);
        predictor.Model.MoveTo(device);
        log.Note($"{predictor.Model.ParameterCount:N0} weights on {device}, {predictor.Encoder.Tokenizer}, context " +
                 $"{predictor.Encoder.ContextBases:N0} {(predictor.Encoder.Tokenizer.IsRegular ? "bases" : "tokens")}, " + (pretrained is null ? "from scratch" : $"from {pretrained.Path}") +
                 (recipe.TokenStride is null ? "" : $" with {pretrained!.Tokenizer}"));
        int longSequences = data.CheckLengths(predictor.Encoder);
        if (longSequences > 0)
            log.Note($"{longSequences:N0} sequences are longer than the context" +
                     (recipe.Data.Long is { } rule ? $" and are cut by the rule {rule}" : ""));

        var selection = Selection(recipe, data.Task.Kind);
        var (train, dev) = (TargetRows.Of(data.Task, data.Train), TargetRows.Of(data.Task, data.Dev));
        var (batchSize, accumulate, seed) = (recipe.Training.BatchSize, recipe.Training.Accumulate, recipe.Seed);
        if (recipe.ClassWeights == ClassWeighting.Balanced)
            train = train with { ClassWeights = ClassWeights.Balanced(data.Task, train.Targets) };
        int frames = RandomFrame.Count(recipe.Data.RandomFrame, predictor.Model.Backbone.Shape);
        Objective objective = predictor is PerBasePredictor ofBases
            ? new PerBaseObjective(ofBases, train, dev, selection, batchSize, accumulate, seed, frames)
            : new SequenceObjective((SequencePredictor)predictor, train, dev, selection, batchSize, accumulate, seed, frames);
        return new FinetuneSetup(data, predictor, selection, objective, longSequences);
    }

    private static Metric Selection(FinetuneRecipe recipe, TaskKind kind)
    {
        var metrics = TaskTargets.MetricsOf(kind);
        if (recipe.SelectBy is not { } name)
            return TaskTargets.DefaultMetric(kind);
        return metrics.FirstOrDefault(metric => metric.Name == name) ?? throw new RecipeException([new RecipeFault("select_by",
            $"'{name}' is no metric of this task; give one of {string.Join(", ", metrics.Select(metric => metric.Name))}")]);
    }

    private static IPredictor BuildModel(
        FinetuneRecipe recipe, ModelFolder? pretrained, TaskData data, Alphabet alphabet)
    {
        TorchRandom.Seed(RandomStream.Key(recipe.Seed, "init"));
        var tokenizer = pretrained is null ? TokenizerRecipe.For(recipe.Tokenizer, recipe.Model, alphabet)
            : Strided(pretrained.Tokenizer, recipe.TokenStride);
        var shape = Dropped(recipe, Widened(recipe, pretrained?.Description.Backbone) ?? (recipe.Model ?? new ModelRecipe())
            .Configure(tokenizer, recipe.Data.ContextBases ?? data.Train.LongestBases));
        var backbone = pretrained?.LoadBackbone(shape) ?? shape.Build();
        var (task, outputs, dropout) = (data.Task, data.Task.Outputs.Count, recipe.Head.Dropout);
        var encoder = new SequenceEncoder(tokenizer, shape, recipe.Data.Long);
        return task.Pooling is { } pooling
            ? new SequencePredictor(new SequenceModel(backbone, outputs, pooling, dropout, task.HiddenLayers), task, encoder)
            : new PerBasePredictor(new PerBaseModel(backbone, outputs, tokenizer.TokenBases, dropout), task, encoder);
    }

    // The same k-mers with the same ids at other places (Liang et al. 2023, table 2).
    private static Tokenizer Strided(Tokenizer tokenizer, int? stride) => (stride, tokenizer) switch
    {
        (null, _) => tokenizer,
        ({ } other, KmerTokenizer kmers) when other <= kmers.K => new KmerTokenizer(kmers.K, other, kmers.Tail, kmers.Alphabet),
        (_, KmerTokenizer kmers) => throw new RecipeException([new RecipeFault("token_stride",
            $"is {stride}, beyond the pre-trained model's k = {kmers.K}: bases between tokens would never be seen; give at most k")]),
        _ => throw new RecipeException([new RecipeFault("token_stride",
            $"places k-mers, and the pre-trained model has other tokens ({tokenizer}); leave it out")]),
    };

    private static BackboneConfiguration? Widened(FinetuneRecipe recipe, BackboneConfiguration? pretrained) => (recipe.ContextTokens, pretrained) switch
    {
        (null, _) => pretrained,
        ({ } tokens, BertConfiguration { Position: not PositionEncoding.Learned } bert) => bert with { ContextTokens = tokens },
        _ => throw new RecipeException([new RecipeFault("context_tokens", pretrained is BertConfiguration
            ? $"is for positions that are computed, and those of the pre-trained model were learned, up to {pretrained.ContextTokens:N0}; leave it out"
            : "is for a pre-trained BERT; leave it out")]),
    };

    private static BackboneConfiguration Dropped(FinetuneRecipe recipe, BackboneConfiguration shape) => recipe switch
    {
        { Dropout: { } probability } => shape.WithDropout(probability),
        { DropMult: { } multiplier } => shape is AwdLstmConfiguration lstm
            ? lstm with { Dropout = AwdLstmDropout.Classifier, DropMult = multiplier }
            : throw new RecipeException([new RecipeFault("drop_mult",
                "multiplies the dropouts of an AWD-LSTM, and this is another model; give 'dropout'")]),
        _ => shape,
    };

    private static (FinetuneResult Result, JudgedRows Rows) Judge(FinetuneRecipe recipe, TaskData data, QuickAudit audit,
        IPredictor predictor, Trainer trainer, Objective objective, Metric selection, int longSequences)
    {
        var dev = Predict(data.Dev);
        var test = data.Test is null ? null : Predict(data.Test);
        var judged = test ?? dev;
        var table = data.Test ?? data.Dev;
        var alphabet = predictor.Encoder.Tokenizer.Alphabet;
        var baseline = !recipe.Baseline ? null
            : BaselineComparison.Of(data.Task, data.Train, data.Dev, table, judged.Predictions, alphabet, recipe.Seed);
        var positions = !recipe.Baseline ? null
            : BaselineComparison.OfPositions(data.Task, data.Train, data.Dev, table, judged.Predictions, alphabet, recipe.Seed);
        BaselineComparison[] transcripts = [.. recipe.TranscriptBaselines.Distinct().Select(set => BaselineComparison.OfTranscripts(
            set, data.Task, data.Train, data.Dev, table, judged.Predictions, alphabet, recipe.Seed))];
        var result = new FinetuneResult
        {
            ModelFolder = Path.Combine(recipe.Run, "model"),
            Pretrained = recipe.Pretrained,
            Task = data.Explanation,
            Parameters = predictor.Model.ParameterCount,
            Steps = trainer.State.Step,
            ReleasedStep = trainer.State.ReleasedStep,
            Epochs = objective.EpochAt(trainer.State.Step),
            Seconds = trainer.State.Seconds,
            TrainRows = data.Train.Samples.Count,
            MedianBases = data.Train.MedianBases,
            SelectedBy = selection.Name,
            Dev = dev.Judgement,
            Test = test?.Judgement,
            Baseline = baseline?.Arm.Judgement,
            BaselineNote = baseline?.Note,
            Difference = baseline?.Difference,
            PositionBaseline = positions?.Score,
            TranscriptBaselines = transcripts.ToDictionary(one => one.Arm.Name, one => one.Score),
            LongSequences = longSequences,
            Warnings = [.. audit.Warnings, .. judged.Judgement.Notes],
        };
        return (result, new JudgedRows(data.Task, table,
            [judged, .. new[] { baseline, positions }.OfType<BaselineComparison>().Concat(transcripts).Select(comparison => comparison.Arm)]));

        Arm Predict(LabelledData rows)
        {
            double[][] targets = TaskTargets.Of(data.Task, rows);
            var outputs = predictor.Outputs(rows.Samples.Select(s => s.Bases), recipe.Training.BatchSize);
            return Arm.Of("model", data.Task, TaskTargets.SingleOutputs(data.Task, outputs, targets), targets, recipe.Seed);
        }
    }

    private static void Release(RunFolder folder, IPredictor predictor, FinetuneResult result)
    {
        var tokenizer = predictor.Encoder.Tokenizer;
        var backbone = predictor.Model.Backbone.Shape;
        var description = new ModelDescription
        {
            Backbone = backbone,
            Tokenizer = tokenizer.ToJson(),
            TokenizerFingerprint = tokenizer.Fingerprint,
            Task = predictor.Task,
            Training = JsonSerializer.SerializeToNode(result, JsonFile.Options)!.AsObject(),
        };
        AtomicFolder.Write(folder.Paths.Model, path => ModelFolder.Save(path, predictor.Model, description, tokenizer,
            ModelCard.Of(result, predictor.Task, backbone, tokenizer)));
    }
}

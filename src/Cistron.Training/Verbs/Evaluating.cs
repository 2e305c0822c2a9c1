using Cistron.Data.Tables;
using Cistron.Evaluation.Metrics;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Sequences.Datasets;
using Cistron.Torch;
using Cistron.Training.Data;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>What <c>evaluate</c> found.</summary>
public sealed record EvaluationResult
{
    /// <summary>The model folder.</summary>
    public required string Model { get; init; }

    /// <summary>The table that was scored.</summary>
    public required string Input { get; init; }

    /// <summary>How good the model is on it.</summary>
    public required Judgement Judgement { get; init; }

    /// <summary>The baseline on the same rows; null unless a table to fit it on was given.</summary>
    public Judgement? Baseline { get; init; }

    /// <summary>What the baseline was and how it was chosen.</summary>
    public string? BaselineNote { get; init; }

    /// <summary>Model minus baseline on the same rows; an interval without 0 is evidence of a difference.</summary>
    public IReadOnlyDictionary<string, Estimate>? Difference { get; init; }

    /// <summary>The position baseline, likewise; null too where sequences differ in length.</summary>
    public BaselineScore? PositionBaseline { get; init; }

    /// <summary>Sequences that were longer than the context.</summary>
    public required int LongSequences { get; init; }
}

/// <summary>The verb <c>evaluate</c>: a fine-tuned model on a labelled table.</summary>
public static class Evaluating
{
    /// <summary>Scores a table once.</summary>
    /// <param name="recipe">Model and table.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work.</param>
    public static EvaluationResult Run(EvaluateRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var device = Device.Parse(recipe.Device);
        var folder = ModelFolder.Open(recipe.Model);
        var predictor = folder.LoadAnyPredictor(device, recipe);
        var table = Read(recipe.Input);
        var ensemble = (predictor as SequencePredictor)?.With(recipe, device);
        if (ensemble is null && recipe.Ensemble.Count > 0)
            throw FolderPredictor.NoEnsembleOfBases;
        table.Check(ensemble?.Encoder ?? predictor.Encoder);
        if (table.Letters.Remarks is { Length: > 0 } remarks)
            log.Note($"{recipe.Input}: {remarks}");
        double[][] targets = TaskTargets.Of(predictor.Task, table);

        var outputs = new List<double[][]>();
        var all = table.Samples.Select(sample => sample.Bases);
        foreach (double[][] output in ensemble is null
            ? predictor.Outputs(all, recipe.BatchSize, stop)
            : ensemble.Predict(all, bases => bases, recipe.BatchSize, stop).Select(prediction => new[] { prediction.Output }))
        {
            outputs.Add(output);
            log.Progress("predicting", outputs.Count, table.Samples.Count, "sequences");
        }
        var model = Arm.Of("model", predictor.Task, TaskTargets.SingleOutputs(predictor.Task, outputs, targets), targets, recipe.Seed);
        foreach (string note in model.Judgement.Notes)
            log.Warn(note);
        stop.ThrowIfCancellationRequested();
        var alphabet = folder.Tokenizer.Alphabet;
        var train = recipe.BaselineTrain is not { } path ? null : Read(path);
        var baseline = train is null ? null
            : BaselineComparison.Of(predictor.Task, train, null, table, model.Predictions, alphabet, recipe.Seed);
        var positions = train is null ? null
            : BaselineComparison.OfPositions(predictor.Task, train, null, table, model.Predictions, alphabet, recipe.Seed);
        return new EvaluationResult
        {
            Model = recipe.Model,
            Input = recipe.Input,
            Judgement = model.Judgement,
            Baseline = baseline?.Arm.Judgement,
            BaselineNote = baseline?.Note,
            Difference = baseline?.Difference,
            PositionBaseline = positions?.Score,
            LongSequences = table.Samples.Count(s => !predictor.Encoder.Fits(s.Bases)),
        };

        LabelledData Read(string file)
        {
            var kind = predictor.Task.Kind;
            var read = LabelledData.Read(
                file, folder.Tokenizer.Alphabet, recipe.SequenceColumn, recipe.LabelColumn, partColumn: null, kind);
            return recipe.PartialLabels && kind.IsPerBase() ? read.CompleteLabels(kind) : read;
        }
    }
}

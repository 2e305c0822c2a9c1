using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Examples;

/// <summary>Runs the verb that a recipe belongs to.</summary>
internal static class RecipeRuns
{
    public static RunOutcome<PretrainResult> Train(
        this PretrainRecipe recipe, RecordingLog? log = null, CancellationToken stop = default) =>
        Pretraining.Run(recipe, log ?? new(), stop);

    public static RunOutcome<FinetuneResult> Train(
        this FinetuneRecipe recipe, RecordingLog? log = null, CancellationToken stop = default) =>
        Finetuning.Run(recipe, log ?? new(), stop);

    public static EvaluationResult Evaluate(this EvaluateRecipe recipe, RecordingLog? log = null) =>
        Evaluating.Run(recipe, log ?? new(), default);

    public static PredictionSummary Predict(
        this PredictRecipe recipe, RecordingLog? log = null, CancellationToken stop = default) =>
        Predicting.Run(recipe, log ?? new(), stop);

    public static EmbeddingSummary Embed(this EmbedRecipe recipe, RecordingLog? log = null) =>
        Embedding.Run(recipe, log ?? new(), default);
}

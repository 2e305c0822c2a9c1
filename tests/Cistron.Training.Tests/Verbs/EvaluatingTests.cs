using Cistron.Models.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

[Collection(TrainedModelsCollection.Name)]
public sealed class EvaluatingTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void In_bfloat16_probabilities_change_a_little_and_fp16_is_refused_on_a_processor()
    {
        var recipe = TinyRecipes.Evaluate(models.Classifier, models.Test);
        double exact = recipe.Evaluate().Judgement.Metrics["loss"].Value;

        double rounded = (recipe with { Precision = Precision.Bf16 }).Evaluate().Judgement.Metrics["loss"].Value;

        Assert.NotEqual(exact, rounded);
        Assert.Equal(exact, rounded, 0.02);
        Fault.Of<RecipeException>(() => (recipe with { Precision = Precision.Fp16 }).Evaluate(), "precision: fp16 needs a CUDA device");
    }

    [Fact]
    public void The_released_model_scores_what_the_run_said_of_it()
    {
        var result = Evaluate(models.Test);

        var told = models.Finetune.Test!;
        Assert.Equal(40, result.Judgement.Rows);
        Assert.Equal(told.Confusion, result.Judgement.Confusion);
        Assert.All(told.Metrics, m => Assert.Equal(m.Value.Value, result.Judgement.Metrics[m.Key].Value, 1e-5));
        Assert.Null(result.Baseline);
    }

    [Fact]
    public void The_baseline_is_fitted_on_a_table_of_its_own_and_judged_on_the_same_rows()
    {
        var result = (Recipe(models.Test) with { BaselineTrain = models.Train }).Evaluate();

        Assert.Equal(40, result.Baseline!.Rows);
        Assert.InRange(result.Baseline.Metrics["accuracy"].Value, 0.9, 1);
        Assert.Equal(result.Baseline.Metrics.Keys, result.Difference!.Keys);
        double difference = result.Judgement.Metrics["mcc"].Value - result.Baseline.Metrics["mcc"].Value;
        Assert.Equal(difference, result.Difference["mcc"].Value, 1e-9);
    }

    [Theory]
    [InlineData("7.25", "-3.5")]
    [InlineData("a;b", "b")]
    public void Other_kinds_of_tasks_are_judged_as_well(string with, string without)
    {
        string table = _temporary.Write("train.csv", SyntheticSequences.Table(48, 30, motif => motif ? with : without));
        var trained = TinyRecipes.Finetune(_temporary["run"], table).Train().Result!;

        var result = TinyRecipes.Evaluate(trained.ModelFolder, table).Evaluate();

        Assert.Equal(48, result.Judgement.Rows);
        Assert.Equal(trained.Dev.Metrics.Keys, result.Judgement.Metrics.Keys);
    }

    [Fact]
    public void A_model_that_always_gives_one_answer_is_warned_of()
    {
        string table = _temporary.Write("test.csv", SyntheticSequences.Table(40, 30, motif => motif ? "yes" : "no"));
        var recipe = TinyRecipes.Finetune(_temporary["run"], table);
        // Next to no training: the answer depends on the weights' first values, and hardly on the sequence.
        recipe = recipe with { Training = new TrainingRecipe { Steps = 1, LearningRate = 1e-9 } };
        var log = new RecordingLog();

        var result = TinyRecipes.Evaluate(recipe.Train().Result!.ModelFolder, table).Evaluate(log);

        Assert.Contains(result.Judgement.Confusion!, row => row.Contains(20L));
        Assert.NotEmpty(log.Warnings);
    }

    [Fact]
    public void A_label_that_the_model_never_saw_is_told_with_its_line()
    {
        string table = _temporary.Write("test.csv", "sequence,label\nACGTACGT,yes\nACGTACGA,perhaps\n");

        Fault.Of<InputException>(
            () => Evaluate(table), $"{table}:3: ", "the label 'perhaps' is unknown", "'no', 'yes'");
    }

    [Fact]
    public void A_language_model_cannot_be_judged_on_labels() =>
        Fault.Of<ModelFolderException>(
            () => TinyRecipes.Evaluate(models.LanguageModel, models.Test).Evaluate(),
            models.LanguageModel, "fine-tune it first");

    private EvaluationResult Evaluate(string table) => Recipe(table).Evaluate();

    private EvaluateRecipe Recipe(string table) => TinyRecipes.Evaluate(models.Classifier, table);
}

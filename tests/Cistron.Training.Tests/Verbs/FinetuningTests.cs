using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

[Collection(TrainedModelsCollection.Name)]
public sealed class FinetuningTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData(TaskKind.MultiClass, "yes", "no", "mcc")]
    [InlineData(TaskKind.MultiLabel, "a;b", "b", "macro_f1")]
    [InlineData(TaskKind.Regression, "7.25", "-3.5", "pearson")]
    public void Each_kind_of_task_is_trained_from_scratch_judged_and_released(
        TaskKind kind, string with, string without, string metric)
    {
        var result = Run(Recipe(motif => motif ? with : without) with { Baseline = true });

        Assert.Equal((metric, 36, 10), (result.SelectedBy, result.TrainRows, result.Steps));
        Assert.Contains(metric, result.Dev.Metrics.Keys);
        Assert.Equal(result.Dev.Metrics.Keys, result.Baseline!.Metrics.Keys);
        Assert.Equal(result.Dev.Metrics.Keys, result.Difference!.Keys);
        Assert.NotEmpty(result.BaselineNote!);
        var task = ModelFolder.Open(result.ModelFolder).Description.Task!;
        Assert.Equal(kind, task.Kind);
        string[] outputs = kind switch
        {
            TaskKind.MultiClass => ["no", "yes"], TaskKind.MultiLabel => ["a", "b"], _ => ["label"],
        };
        Assert.Equal(outputs, task.Outputs);
    }

    [Theory]
    [InlineData(Pooling.Mean)]
    [InlineData(Pooling.Cls)]
    [InlineData(Pooling.Max)]
    public void Each_pooling_is_trained_and_released(Pooling pooling)
    {
        var result = Run(Recipe() with { Head = new HeadRecipe { Pooling = pooling } });

        Assert.Equal(pooling, ModelFolder.Open(result.ModelFolder).Description.Task!.Pooling);
    }

    [Fact]
    public void A_model_that_learns_what_the_labels_say_is_judged_to_be_right()
    {
        var recipe = Recipe(motif => motif ? "7.25" : "-3.5", rows: 96);
        recipe = recipe with { Training = new TrainingRecipe { Steps = 80, BatchSize = 16, LearningRate = 1e-2 } };

        var dev = Run(recipe).Dev;

        Assert.InRange(dev.Metrics["pearson"].Value, 0.9, 1);
        Assert.InRange(dev.Metrics["rmse"].Value, 0, 2);        // in the unit of the labels, whose deviation is 5.4
    }

    [Fact]
    public void Training_starts_from_the_pre_trained_backbone()
    {
        using var scope = new TensorScope();
        var recipe = Recipe().StartingFrom(models.LanguageModel);

        var result = Run(recipe with { Training = recipe.Training with { LearningRate = 1e-9, AverageDecay = null } });

        var before = Backbone(models.LanguageModel);
        var after = Backbone(result.ModelFolder);
        Assert.InRange(WeightValues.LargestDifference(before, after), 0, 1e-6);
        Assert.Equal(models.LanguageModel, result.Pretrained);
    }

    [Fact]
    public void K_mers_of_a_pre_trained_model_may_take_another_stride_which_the_released_model_keeps()
    {
        var recipe = Recipe().StartingFrom(models.LanguageModel) with { TokenStride = 3 };
        recipe = recipe with { Data = recipe.Data with { Test = models.Test } };

        var result = Run(recipe);

        var kmers = Assert.IsType<KmerTokenizer>(ModelFolder.Open(result.ModelFolder).Tokenizer);
        Assert.Equal((3, 3), (kmers.K, kmers.Stride));
        Assert.Equal(ModelFolder.Open(models.LanguageModel).Tokenizer.Vocabulary.Tokens, kmers.Vocabulary.Tokens);
        // What was judged is what the folder answers, and the context has the places of 28 overlapping tokens.
        var again = TinyRecipes.Evaluate(result.ModelFolder, models.Test).Evaluate();
        Assert.Equal(result.Test!.Metrics["loss"].Value, again.Judgement.Metrics["loss"].Value, 1e-6);
        Assert.Equal(28 * 3, ModelFolder.Open(result.ModelFolder).LoadPredictor(Device.Cpu, rule: null).Encoder.ContextBases);
        var own = Run(recipe with { Run = _temporary["own"], TokenStride = null });
        Assert.NotEqual(own.Test!.Metrics["loss"].Value, result.Test.Metrics["loss"].Value);
    }

    [Fact]
    public void A_pre_trained_model_whose_positions_are_computed_may_have_a_longer_context()
    {
        string corpus = _temporary.Write("short.fa", SyntheticSequences.Fasta(records: 30, length: 60));
        var pretrain = TinyRecipes.Pretrain(_temporary["rotary"], corpus) with { Tokenizer = new TokenizerRecipe { K = 3, Stride = 3 } };
        string learned = (pretrain with { Run = _temporary["learned"] }).Train().Result!.ModelFolder;
        pretrain = pretrain with { Model = new() { Bert = pretrain.Model!.Bert! with { Position = PositionEncoding.Rotary } } };
        string rotary = pretrain.Train().Result!.ModelFolder;
        var recipe = Recipe() with { TokenStride = 1, ContextTokens = 40 };

        var result = Run(recipe.StartingFrom(rotary));

        Assert.Equal(40, ModelFolder.Open(result.ModelFolder).Description.Backbone.ContextTokens);
        Fault.Of<RecipeException>(() => Run(recipe.StartingFrom(learned) with { Run = _temporary["other"] }), "context_tokens", "were learned");
        Fault.Of<RecipeException>(() => Run(Recipe() with { ContextTokens = 40, Run = _temporary["new"] }), "context_tokens: is for a pre-trained BERT");
    }

    [Fact]
    public void A_stride_that_puts_sequences_beyond_the_context_or_tokens_beyond_each_other_is_refused()
    {
        string corpus = _temporary.Write("corpus.fa", SyntheticSequences.Fasta(records: 30, length: 60));
        var pretrain = TinyRecipes.Pretrain(_temporary["apart"], corpus) with { Tokenizer = new TokenizerRecipe { K = 3, Stride = 3 } };
        string apart = pretrain.Train().Result!.ModelFolder;

        // Ten places for 30 bases side by side, which overlap to 12.
        Fault.Of<InputException>(() => Run(Recipe().StartingFrom(apart) with { TokenStride = 1 }), "the sequence has 30 bases", "context has 12");
        Fault.Of<RecipeException>(() => Run(Recipe().StartingFrom(apart) with { TokenStride = 4, Run = _temporary["four"] }), "token_stride", "k = 3");
        Fault.Of<RecipeException>(() => Run(Recipe() with { TokenStride = 2, Run = _temporary["new"] }), "token_stride: is for a pre-trained model");
    }

    [Fact]
    public void A_probe_keeps_every_bit_of_the_backbone_and_trains_the_head()
    {
        using var scope = new TensorScope();

        var recipe = Recipe().StartingFrom(models.LanguageModel);
        var result = Run(recipe with { Training = recipe.Training with { Train = "head" } });

        Assert.Equal(Backbone(models.LanguageModel), Backbone(result.ModelFolder));
        var model = ModelFolder.Open(result.ModelFolder).LoadSequenceModel(Device.Cpu);
        Assert.All(WeightValues.Of(model)["classifier.bias"], bias => Assert.NotEqual(0, bias));    // it starts at zero
    }

    [Fact]
    public void The_test_table_is_judged_once_and_the_baseline_on_the_same_rows()
    {
        var result = models.Finetune;

        Assert.Equal((36, 12, 40, 40), (result.TrainRows, result.Dev.Rows, result.Test!.Rows, result.Baseline!.Rows));
        Assert.InRange(result.ReleasedStep, 1, result.Steps);
        // GGG is in every row with the motif, and in no other.
        Assert.InRange(result.Baseline.Metrics["accuracy"].Value, 0.9, 1);
        Assert.Equal(10 * 8 / 36.0, result.Epochs, 0.3);
    }

    [Fact]
    public void A_task_of_both_strands_is_trained_on_either_and_says_so_in_its_model()
    {
        string table = _temporary.Write("strands.csv", SyntheticSequences.Table(32, 30, motif => motif ? "yes" : "no"));
        var forward = TinyRecipes.Finetune(_temporary["forward"], table);
        var both = forward with { Run = _temporary["both"], Data = forward.Data with { Strands = StrandSampling.Both } };
        var (forwardLog, bothLog) = (new RecordingLog(), new RecordingLog());

        forward.Train(forwardLog);
        var result = both.Train(bothLog).Result!;

        Assert.NotEqual(forwardLog.Steps.Select(step => step.Loss), bothLog.Steps.Select(step => step.Loss));
        Assert.Equal(StrandSampling.Both, ModelFolder.Open(result.ModelFolder).Description.Task!.Strands);
    }

    [Fact]
    public void Sequences_of_one_length_are_judged_by_their_letters_place_by_place_as_well()
    {
        string alike = SyntheticSequences.Table(48, 30, motif => motif ? "yes" : "no");
        string longer = alike + "ACGTACGTACGTACGTACGTACGTACGTACGT,yes\n";

        var judged = Run(Recipe(alike)).PositionBaseline!;

        Assert.Equal(models.Finetune.Test!.Metrics.Keys, judged.Judgement.Metrics.Keys);
        Assert.Equal(judged.Judgement.Metrics.Keys, judged.Difference.Keys);
        Assert.StartsWith("letters at 30 places", judged.Note, StringComparison.Ordinal);
        Assert.Null(Run(Recipe(longer)).PositionBaseline);
        Assert.Null(Run(Recipe(alike) with { Baseline = false }).PositionBaseline);

        FinetuneRecipe Recipe(string table)
        {
            string run = $"run-{Directory.GetDirectories(_temporary["."]).Length}";
            return TinyRecipes.Finetune(_temporary[run], _temporary.Write($"{run}.csv", table)) with { Baseline = true };
        }
    }

    [Fact]
    public void A_finished_run_shows_its_result_again()
    {
        var log = new RecordingLog();

        var outcome = models.FinetuneRecipe.Train(log);

        Assert.Empty(log.Steps);
        Assert.False(outcome.WasStopped);
        Assert.Equal((models.Finetune.Steps, models.Finetune.Task), (outcome.Result!.Steps, outcome.Result.Task));
        Assert.Equal(models.Finetune.Test!.Metrics, outcome.Result.Test!.Metrics);
        Assert.Equal(models.Finetune.Difference, outcome.Result.Difference);
    }

    [Fact]
    public void A_changed_recipe_is_refused_with_the_difference()
    {
        var changed = models.FinetuneRecipe with { Head = new HeadRecipe { Dropout = 0.5 } };

        Fault.Of<RunFolderException>(() => changed.Train(),
            models.FinetuneRecipe.Run, "head.dropout", "0.1", "0.5");
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(4, 2)]
    public void A_model_from_scratch_takes_its_longest_training_sequence_whatever_the_stride(int k, int stride)
    {
        // 31 bases leave a remainder that fills no token.
        string table = _temporary.Write("train.csv", SyntheticSequences.Table(48, 31, motif => motif ? "yes" : "no"));
        var recipe = TinyRecipes.Finetune(_temporary["run"], table);

        var result = Run(recipe with { Tokenizer = new TokenizerRecipe { K = k, Stride = stride } });

        Assert.Equal(0, result.LongSequences);
    }

    [Theory]
    [InlineData("no_such_metric")]
    [InlineData("pearson")]
    public void Weights_cannot_be_chosen_by_a_metric_that_the_task_does_not_have(string metric)
    {
        var log = new RecordingLog();

        Fault.Of<RecipeException>(() => (Recipe() with { SelectBy = metric }).Train(log),
            "select_by", metric, "mcc, accuracy, macro_f1");

        Assert.Empty(log.Steps);
    }

    [Fact]
    public void Dev_rows_on_which_the_metric_is_undefined_do_not_stop_a_run()
    {
        string dev = _temporary.Write("dev.csv", "sequence,label\nACGTACGTACGT,1.5\nACGTACGTACGA,1.5\n");
        var recipe = Recipe(motif => motif ? "7.25" : "-3.5");

        var result = Run(recipe with { Data = recipe.Data with { Dev = dev } });

        Assert.True(double.IsNaN(result.Dev.Metrics["pearson"].Value));
        Assert.Equal(result.Steps, result.ReleasedStep);
    }

    [Fact]
    public void A_class_of_which_no_training_row_was_drawn_does_not_stop_a_run()
    {
        string table = _temporary.Write("train.csv",
            SyntheticSequences.Table(48, 30, motif => motif ? "yes" : "no") + "ACGTACGTACGTACGTACGTAC,rare\n");
        var recipe = TinyRecipes.Finetune(_temporary["run"], table) with { Baseline = true };

        var result = Run(recipe with { Data = recipe.Data with { TrainRows = 6, Dev = models.Test } });

        Assert.Equal(6, result.TrainRows);
        Assert.Equal(["no", "rare", "yes"], ModelFolder.Open(result.ModelFolder).Description.Task!.Outputs);
    }

    [Fact]
    public void A_leak_is_told_before_the_first_step_and_kept_in_the_result()
    {
        string table = SyntheticSequences.Table(48, 30, motif => motif ? "yes" : "no");
        string[] lines = table.Split('\n');
        var recipe = TinyRecipes.Finetune(_temporary["run"], _temporary.Write("train.csv", table));
        recipe = recipe with { Data = recipe.Data with { Dev = _temporary.Write("dev.csv", string.Join('\n', lines[..9]) + "\n") } };
        int warnings = 0;
        RecordingLog? log = null;
        log = new RecordingLog(step => warnings = step.State.Step == 1 ? log!.Warnings.Count : warnings);

        var result = Finetuning.Run(recipe, log, default).Result!;

        Assert.True(warnings > 0);
        Assert.StartsWith("8 of 8 dev rows are training rows as well, on the same or the other strand", log.Warnings[0]);
        Assert.Single(result.Warnings, log.Warnings[0]);
        Assert.Equal(log.Warnings.Distinct(), log.Warnings);
    }

    private FinetuneRecipe Recipe(Func<bool, string>? label = null, int rows = 48)
    {
        string table = SyntheticSequences.Table(rows, 30, label ?? (motif => motif ? "yes" : "no"));
        return TinyRecipes.Finetune(_temporary["run"], _temporary.Write("train.csv", table));
    }

    private static FinetuneResult Run(FinetuneRecipe recipe) => recipe.Train().Result!;

    private static Dictionary<string, float[]> Backbone(string folder)
    {
        var opened = ModelFolder.Open(folder);
        return WeightValues.Of(opened.LoadBackbone(opened.Description.Backbone));
    }
}

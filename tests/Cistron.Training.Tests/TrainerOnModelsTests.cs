using Cistron.Models.Bert;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests;

/// <summary>The trainer with real, very small models.</summary>
public class TrainerOnModelsTests
{
    private static readonly BertRecipe WithoutDropout = TinyRecipes.Model with { Dropout = 0, AttentionDropout = 0 };
    private static readonly KmerTokenizer ThreeMers = new(3, 1, Tail.Drop, Alphabet.Dna);

    /// <summary>With a large ε an update is nearly the gradient itself, and rounding cannot turn its sign.</summary>
    private static readonly TrainingRecipe NearlyGradientDescent = new()
    {
        Epsilon = 1, LearningRate = 1, WarmupSteps = 0, ClipNorm = 1e6,
    };

    [Fact]
    public void Two_batches_of_four_sequences_make_the_update_of_one_batch_of_eight()
    {
        using var scope = new TensorScope();

        var whole = Train(MotifTask.Objective(WithoutDropout, rows: 16, batchSize: 8));
        var halves = Train(MotifTask.Objective(WithoutDropout, rows: 16, batchSize: 4, accumulate: 2));

        AssertSameUpdate(whole, halves);
    }

    [Fact]
    public void Two_batches_of_four_windows_make_the_update_of_one_batch_of_eight()
    {
        using var scope = new TensorScope();
        using var corpus = new TinyCorpus(SyntheticSequences.Fasta(records: 30, length: 50));

        var whole = Train(corpus.Objective(ThreeMers, 30, WithoutDropout, batchSize: 8));
        var halves = Train(corpus.Objective(ThreeMers, 30, WithoutDropout, batchSize: 4, accumulate: 2));

        AssertSameUpdate(whole, halves);
    }

    [Fact]
    public void A_frozen_backbone_keeps_its_bits_while_the_head_moves()
    {
        using var scope = new TensorScope();
        var objective = MotifTask.Objective(TinyRecipes.Model, rows: 16, batchSize: 8);
        var before = WeightValues.Of(objective.Model);

        var trainer = new Trainer(objective, new TrainingRecipe { Train = "head", AverageDecay = 0.9, Steps = 5 }, seed: 1);
        Assert.Equal(5, trainer.Run().Count());
        trainer.Average!.Swap();

        var after = WeightValues.Of(objective.Model);
        var moved = after.Where(weights => !weights.Value.SequenceEqual(before[weights.Key])).Select(w => w.Key);
        Assert.Equal(["classifier.bias", "classifier.weight"], moved.Order());
    }

    [Fact]
    public void Steps_and_validations_leave_no_tensors_behind()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();      // what other tests dropped
        using var scope = new TensorScope();
        using var corpus = new TinyCorpus(SyntheticSequences.Fasta(records: 30, length: 50));
        var recipe = TinyRecipes.Training(steps: 12) with { ValidateEvery = 2, Precision = Precision.Bf16 };

        foreach (Objective objective in new Objective[]
                 {
                     corpus.Objective(ThreeMers, 30, TinyRecipes.Model),
                     MotifTask.Objective(TinyRecipes.Model, rows: 16, batchSize: 8),
                 })
        {
            LiveTensors.Settled();
            var live = new Trainer(objective, recipe, seed: 1).Run().Select(_ => Tensor.LiveCount).ToArray();

            Assert.Equal(live[1], live[^1]);
        }
    }

    [Fact]
    public void Dropout_is_drawn_anew_for_each_step_and_the_same_for_each_run()
    {
        using var scope = new TensorScope();
        var recipe = new TrainingRecipe { LearningRate = 1e-9, WarmupSteps = 0, Schedule = Schedule.Constant };
        double[] Losses(ulong seed)
        {
            var objective = MotifTask.Objective(TinyRecipes.Model, rows: 8, batchSize: 8);
            return [.. new Trainer(objective, recipe with { Steps = 3 }, seed).Run().Select(report => report.Loss)];
        }

        double[] losses = Losses(1);

        Assert.Equal(3, losses.Distinct().Count());     // the same eight rows, and weights that hardly move
        Assert.Equal(losses, Losses(1));
        Assert.NotEqual(losses, Losses(2));
    }

    [Fact]
    public void Validation_is_without_dropout()
    {
        using var scope = new TensorScope();
        using var corpus = new TinyCorpus(SyntheticSequences.Fasta(records: 30, length: 50));
        var objective = corpus.Objective(ThreeMers, 30, TinyRecipes.Model);
        var trainer = new Trainer(objective, new TrainingRecipe { Steps = 1 }, seed: 1);

        double validated = Assert.Single(trainer.Run()).Validation!["loss"];

        Assert.Equal(validated, trainer.Score()["loss"]);
    }

    [Fact]
    public void A_tiny_model_learns_to_find_a_motif()
    {
        using var scope = new TensorScope();
        var objective = MotifTask.Objective(TinyRecipes.Model, rows: 128, batchSize: 16);
        var recipe = new TrainingRecipe { LearningRate = 5e-3, ValidateEvery = 64 };

        var last = new Trainer(objective, recipe with { Steps = 128 }, seed: 1).Run().Last();

        Assert.InRange(last.Validation!["accuracy"], 0.9, 1);
    }

    [Fact]
    public void A_tiny_model_learns_a_periodic_sequence_by_heart()
    {
        using var scope = new TensorScope();
        string period = string.Concat(Enumerable.Repeat("AACGT", 20));
        using var corpus = new TinyCorpus(string.Concat(Enumerable.Range(0, 20).Select(i => $">r{i}\n{period}\n")));
        // Rotary positions tell the neighbour before from the one after, whatever the window's phase.
        var shape = WithoutDropout with
        {
            Layers = 2,
            Dimensions = 64,
            Heads = 4,
            FeedForward = 64,
            Position = PositionEncoding.Rotary,
            Normalization = Normalization.Pre,
        };
        var objective = corpus.Objective(new KmerTokenizer(1, 1, Tail.Drop, Alphabet.Dna), 20, shape, batchSize: 16);
        var recipe = new TrainingRecipe { LearningRate = 3e-3, ValidateEvery = 150 };

        var last = new Trainer(objective, recipe with { Steps = 150 }, seed: 1).Run().Last();

        Assert.InRange(last.Validation!["bits_per_base"], 0, 0.05);
        Assert.InRange(last.Validation["accuracy"], 0.99, 1);
    }

    private static Update Train(Objective objective)
    {
        var report = new Trainer(objective, NearlyGradientDescent with { Steps = 1 }, seed: 1).Run().Single();
        return new Update(report, WeightValues.Of(objective.Model));
    }

    private static void AssertSameUpdate(Update whole, Update halves)
    {
        Assert.Equal(whole.Report.Loss, halves.Report.Loss, 1e-6);
        Assert.Equal(whole.Report.GradientNorm, halves.Report.GradientNorm, 1e-5);
        Assert.Equal((whole.Report.Rows, whole.Report.State.Tokens), (halves.Report.Rows, halves.Report.State.Tokens));
        Assert.InRange(WeightValues.LargestDifference(whole.Weights, halves.Weights), 0, 1e-6);
    }

    /// <summary>A step and the weights after it.</summary>
    private sealed record Update(StepReport Report, Dictionary<string, float[]> Weights);
}

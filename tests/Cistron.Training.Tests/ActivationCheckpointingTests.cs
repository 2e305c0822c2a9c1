using Cistron.Models.Bert;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Training.Objectives;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests;

public class ActivationCheckpointingTests
{
    private static readonly BertRecipe Deep = TinyRecipes.Model with { Layers = 3, Dropout = 0.1, AttentionDropout = 0.1 };

    public static TheoryData<Precision, PositionEncoding, Normalization, string> Cases => new()
    {
        { Precision.Fp32, PositionEncoding.Learned, Normalization.Post, "all" },
        { Precision.Bf16, PositionEncoding.Learned, Normalization.Post, "all" },
        { Precision.Fp32, PositionEncoding.Rotary, Normalization.Pre, "all" },
        { Precision.Bf16, PositionEncoding.Alibi, Normalization.Pre, "all" },
        { Precision.Fp32, PositionEncoding.Learned, Normalization.Post, "last 3 groups" },
        { Precision.Bf16, PositionEncoding.Rotary, Normalization.Post, "last 3 groups" },
        { Precision.Fp32, PositionEncoding.Learned, Normalization.Post, "head" },
    };

    /// <summary>The rows are of many lengths, and each step adds up two batches.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void A_run_has_the_same_losses_and_weights_bit_for_bit(
        Precision precision, PositionEncoding position, Normalization normalization, string train)
    {
        using var scope = new TensorScope();
        var shape = Deep with { Position = position, Normalization = normalization };
        var recipe = new TrainingRecipe
        {
            Steps = 4, ValidateEvery = 2, LearningRate = 1e-2, WarmupSteps = 1, Precision = precision, Train = train, AverageDecay = 0.9,
        };

        var (losses, weights) = Run(recipe);
        var (losses2, weights2) = Run(recipe with { ActivationCheckpointing = true });

        Assert.Equal(losses, losses2);
        Assert.Equal(weights.Keys, weights2.Keys);
        Assert.All(weights, pair => Assert.Equal(pair.Value, weights2[pair.Key]));

        (double[], Dictionary<string, float[]>) Run(TrainingRecipe recipe)
        {
            var objective = MotifTask.Objective(shape, rows: 16, batchSize: 4, accumulate: 2);
            var trainer = new Trainer(objective, recipe, seed: 1);
            double[] losses = [.. trainer.Run().SelectMany(report =>
                (double[])[report.Loss, report.GradientNorm, .. report.Validation?.Values ?? []])];
            return (losses, WeightValues.Of(objective.Model));
        }
    }

    [Fact]
    public void Masked_language_modelling_goes_the_same_way_too()
    {
        using var scope = new TensorScope();
        using var corpus = new TinyCorpus(SyntheticSequences.Fasta(records: 30, length: 50));
        var tokenizer = new KmerTokenizer(3, 1, Tail.Drop, Alphabet.Dna);

        var weights = Weights(TinyRecipes.Training(4));
        var again = Weights(TinyRecipes.Training(4) with { ActivationCheckpointing = true });

        Assert.All(weights, pair => Assert.Equal(pair.Value, again[pair.Key]));

        Dictionary<string, float[]> Weights(TrainingRecipe recipe)
        {
            var objective = corpus.Objective(tokenizer, 30, Deep);
            Assert.Equal(4, new Trainer(objective, recipe, seed: 1).Run().Count());
            return WeightValues.Of(objective.Model);
        }
    }

    [Fact]
    public void Steps_leave_no_tensors_behind()
    {
        LiveTensors.Settled();
        using var scope = new TensorScope();
        var objective = MotifTask.Objective(Deep, rows: 16, batchSize: 8);

        var live = new Trainer(objective, new TrainingRecipe { Steps = 6, ActivationCheckpointing = true, Precision = Precision.Bf16 }, 1)
            .Run().Select(_ => Tensor.LiveCount).ToArray();

        Assert.Equal(live[1], live[^1]);
    }

    [Fact]
    public void A_model_without_layers_of_BERT_is_refused()
    {
        using var scope = new TensorScope();
        using var corpus = new TinyCorpus(SyntheticSequences.Fasta(records: 30, length: 50));
        var objective = corpus.CausalObjective(new KmerTokenizer(1, 1, Tail.Drop, Alphabet.Dna),
            new CausalReading(20, StrandSampling.Forward, WindowTokens: 8, Jitter: false), new OutputPenalties(0, 0));

        var error = Assert.Throws<RecipeException>(() =>
            new Trainer(objective, new TrainingRecipe { Steps = 1, ActivationCheckpointing = true }, seed: 1));

        Assert.Contains("training.activation_checkpointing", error.Message);
        Assert.Contains("computes layers of BERT again, and this model has none; leave it out", error.Message);
    }
}

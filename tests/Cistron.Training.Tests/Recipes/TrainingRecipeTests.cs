using Cistron.Models;
using Cistron.Torch;
using Cistron.Torch.Optimizers;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Recipes;

public class TrainingRecipeTests
{
    [Fact]
    public void Matrices_decay_and_biases_and_normalization_layers_do_not()
    {
        using var scope = new TensorScope();
        var model = new MaskedLanguageModel(TinyRecipes.Model.Configure(vocabularySize: 9, contextTokens: 8).Build());

        var groups = new TrainingRecipe { WeightDecay = 0.02 }.Groups(model);

        Assert.Equal([0.02, 0], groups.Select(g => g.WeightDecay));
        Assert.Equal(model.Parameters().Select(p => p.Key).Order(), groups.SelectMany(Names).Order());
        Assert.All(Names(groups[0]), name => Assert.EndsWith("weight", name, StringComparison.Ordinal));
        Assert.DoesNotContain(Names(groups[0]), name => name.Contains("LayerNorm", StringComparison.Ordinal));
        Assert.All(Names(groups[1]), name => Assert.Matches("bias$|LayerNorm", name));
    }

    [Theory]
    [InlineData(500L, null, 500)]
    [InlineData(null, 2.5, 250)]
    [InlineData(null, 0.001, 1)]
    public void The_length_of_a_run_is_given_in_steps_or_in_epochs(long? steps, double? epochs, long expected)
    {
        var recipe = new TrainingRecipe { Steps = steps, Epochs = epochs };

        Assert.Equal(expected, recipe.StepsFor(stepsPerEpoch: 100));
    }

    [Theory]
    [InlineData(null, null, 1000, 50, 50)]
    [InlineData(null, null, 7, 1, 1)]
    [InlineData(30L, null, 1000, 30, 30)]
    [InlineData(null, 8L, 1000, 50, 8)]
    [InlineData(30L, 8L, 1000, 30, 8)]
    public void A_run_is_validated_twenty_times_and_saved_with_each_unless_asked_otherwise(
        long? validateEvery, long? checkpointEvery, long steps, long validation, long checkpoint)
    {
        var recipe = new TrainingRecipe { ValidateEvery = validateEvery, CheckpointEvery = checkpointEvery };

        Assert.Equal((validation, checkpoint), (recipe.ValidationInterval(steps), recipe.CheckpointInterval(steps)));
    }

    private static IEnumerable<string> Names(ParameterGroup group) => group.Parameters.Select(p => p.Key);
}

using Cistron.Runs.Recipes;

namespace Cistron.Runs.Tests.Recipes;

public sealed class RecipeReferenceTests
{
    [Fact]
    public void The_reference_lists_every_key_with_type_default_range_and_description()
    {
        IReadOnlyList<RecipeKey> keys = RecipeReference.Of<SampleRecipe>();

        Assert.Equal(
        [
            "seed", "name",
            "data", "data.corpus", "data.kernels",
            "training", "training.steps", "training.warmup_steps", "training.learning_rate", "training.dropout",
            "training.token_budget", "training.mixed_precision", "training.masking",
            "head", "head.classes",
            "tracks", "tracks[].path", "tracks[].weight",
            "class_weights",
        ], keys.Select(key => key.Key));
        RecipeKey[] expected =
        [
            new("training.learning_rate", "a number", "0.0001", "in (0, 1]", "Peak of the schedule."),
            new("training.steps", "a whole number", "1000", "≥ 1", null),
            new("training.token_budget", "a whole number or null", "null", null, null),
            new("training.masking", "one of bert, random_mask", "bert", null, null),
            new("data.corpus", "a list, each item text", null, null, "FASTA files to learn from"),
        ];
        Assert.All(expected, key => Assert.Contains(key, keys));
    }
}

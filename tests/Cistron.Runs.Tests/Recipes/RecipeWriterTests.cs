using Cistron.Runs.Recipes;

namespace Cistron.Runs.Tests.Recipes;

public sealed class RecipeWriterTests
{
    [Fact]
    public void A_recipe_is_written_with_every_key_in_the_order_of_declaration()
    {
        var recipe = new SampleRecipe
        {
            Data = new() { Corpus = ["a.fa", "two words.fa"] },
            Tracks = [new() { Path = "x.bed" }, new() { Path = "y.bed", Weight = 1e-7 }],
            ClassWeights = new Dictionary<string, double> { ["true"] = 0.1 },
        };

        Assert.Equal("""
            seed: 1
            name: null
            data:
              corpus: [a.fa, "two words.fa"]
              kernels: [3, 5]
            training:
              steps: 1000
              warmup_steps: 0
              learning_rate: 0.0001
              dropout: 0.1
              token_budget: null
              mixed_precision: false
              masking: bert
            head: null
            tracks:
              - path: x.bed
                weight: 1
              - path: y.bed
                weight: 1e-07
            class_weights:
              "true": 0.1

            """, RecipeWriter.Write(recipe));
    }

    [Fact]
    public void What_is_written_binds_to_an_equal_recipe()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            SampleRecipe recipe = Draw(new Random(seed));

            SampleRecipe read = SampleRecipe.Bind(RecipeWriter.Write(recipe));

            // Lists and dictionaries compare by reference inside records: they are compared by themselves.
            Assert.Equal(recipe.Data.Corpus, read.Data.Corpus);
            Assert.Equal(recipe.Data.Kernels, read.Data.Kernels);
            Assert.Equal(recipe.Tracks, read.Tracks);
            Assert.Equal(recipe.ClassWeights, read.ClassWeights);
            Assert.Equal(recipe, read with
            {
                Data = recipe.Data,
                Tracks = recipe.Tracks,
                ClassWeights = recipe.ClassWeights,
            });
        }
    }

    [Fact]
    public void A_number_that_is_not_finite_cannot_be_written()
    {
        var recipe = new SampleRecipe { Training = new() { LearningRate = double.NaN } };

        Assert.Throws<ArgumentException>(() => RecipeWriter.Write(recipe));
    }

    private static SampleRecipe Draw(Random random) => new()
    {
        Seed = (ulong)random.NextInt64() * 2,
        Name = random.Next(3) == 0 ? null : DrawText(random),
        Data = new()
        {
            Corpus = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => DrawText(random))],
            Kernels = [.. Enumerable.Range(0, random.Next(3)).Select(_ => 1 + random.Next())],
        },
        Training = new()
        {
            Steps = 1 + random.Next(),
            LearningRate = BitConverter.Int64BitsToDouble(random.NextInt64(1, BitConverter.DoubleToInt64Bits(1))),
            TokenBudget = random.Next(2) == 0 ? null : random.NextInt64(long.MinValue, long.MaxValue),
            MixedPrecision = random.Next(2) == 0,
            Masking = (MaskingPolicy)random.Next(2),
        },
        Head = random.Next(2) == 0 ? null : new() { Classes = random.Next(int.MinValue, int.MaxValue) },
        Tracks = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new TrackSection { Path = DrawText(random) })],
        ClassWeights = Enumerable.Range(0, random.Next(3))
            .ToDictionary(i => $"{i}{DrawText(random)}", _ => (random.NextDouble() - 0.5) * 1e300),
    };

    /// <summary>A text that YAML would love to misunderstand.</summary>
    private static string DrawText(Random random)
    {
        string[] words =
            ["null", "~", "true", "no", "1e5", "-1", "- a", "a: b", "a #b", "[a", "*x", "&x", "!x", "@x", "---", "?"];
        const string Letters = "abc \"\\'\n\t\r\0\e\u0085\u2028\ufeff:#-,[]{}&*!|>%@`é世.";
        return random.Next(3) == 0
            ? words[random.Next(words.Length)]
            : string.Concat(Enumerable.Range(0, 1 + random.Next(12)).Select(_ => Letters[random.Next(Letters.Length)]));
    }
}

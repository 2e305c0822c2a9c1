using Cistron.Runs.Recipes;

namespace Cistron.Runs.Tests.Recipes;

/// <summary>Names with a list each, as the regions of a split have them.</summary>
public class NamedListTests
{
    [Fact]
    public void Names_can_have_lists()
    {
        var recipe = RecipeBinder.Bind<RegionRecipe>(new RecipeText("r.yaml", "regions: {train: [chr1, chr2]}\n"), ["regions.test=['chr3:0-5']"]);

        Assert.Equal(["train", "test"], recipe.Regions.Keys);
        Assert.Equal(["chr3:0-5"], recipe.Regions["test"]);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var recipe = new RegionRecipe { Regions = new Dictionary<string, IReadOnlyList<string>> { ["a"] = ["x", "y: z"], ["b"] = [] } };

        var again = RecipeBinder.Bind<RegionRecipe>(new RecipeText("r.yaml", RecipeWriter.Write(recipe)), []);

        Assert.Equal(["x", "y: z"], again.Regions["a"]);
        Assert.Empty(again.Regions["b"]);
    }

    [Fact]
    public void A_lone_word_where_a_list_belongs_is_a_fault()
    {
        var fault = Assert.Throws<RecipeException>(() =>
            RecipeBinder.Bind<RegionRecipe>(new RecipeText("r.yaml", "regions: {train: chr1}\n"), []));

        Assert.Contains("regions.train", fault.Message);
        Assert.Contains("a list", fault.Message);
    }

    public sealed record RegionRecipe
    {
        public IReadOnlyDictionary<string, IReadOnlyList<string>> Regions { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
    }
}

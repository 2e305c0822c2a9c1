using Cistron.Runs.Recipes;

namespace Cistron.Runs.Tests.Recipes;

public class ResolvedRecipeTests
{
    private static readonly ResolvedRecipe Present = ResolvedRecipe.Of(new Recipe { Run = "x" });

    [Fact]
    public void A_key_that_came_later_has_its_default_in_an_older_text()
    {
        Assert.Empty(Present.DifferencesTo(new RecipeText("recipe.yaml", "run: x\n")));
        Assert.Equal("steps 20 → 10",
            Assert.Single(Present.DifferencesTo(new RecipeText("recipe.yaml", "run: x\nsteps: 20\n"))).ToString());
    }

    [Fact]
    public void A_key_that_is_gone_is_a_difference()
    {
        var differences = Present.DifferencesTo(new RecipeText("recipe.yaml", "run: x\nsteps: 10\nspeed: 3\n"));

        Assert.Equal("speed 3 → (absent)", Assert.Single(differences).ToString());
    }

    [Fact]
    public void A_text_that_is_no_recipe_is_refused() =>
        Assert.Throws<RecipeException>(() => Present.DifferencesTo(new RecipeText("recipe.yaml", "a: [")));

    private sealed record Recipe
    {
        public string Run { get; init; } = "";

        public int Steps { get; init; } = 10;
    }
}

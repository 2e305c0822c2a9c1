namespace Cistron.Runs.Recipes;

/// <summary>A recipe with every default written out, that can tell whether another text asks for the same.</summary>
/// <param name="Yaml">The recipe, as <see cref="RecipeWriter"/> writes it.</param>
/// <param name="Resolve">Writes out the defaults of another text; throws <see cref="RecipeException"/> where it cannot.</param>
public sealed record ResolvedRecipe(string Yaml, Func<RecipeText, string> Resolve)
{
    /// <summary>The recipe that a record holds.</summary>
    public static ResolvedRecipe Of<T>(T recipe) where T : class =>
        new(RecipeWriter.Write(recipe), text => RecipeWriter.Write(RecipeBinder.Bind<T>(text, [])));

    /// <summary>
    /// What differs between a text and this recipe. A key that the text does not have, because it was written before there
    /// was such a key, has its default.
    /// </summary>
    /// <exception cref="RecipeException">The text is not YAML that a recipe may hold.</exception>
    public IReadOnlyList<RecipeDifference> DifferencesTo(RecipeText text)
    {
        string yaml = text.Yaml;
        try
        {
            yaml = Resolve(text);
        }
        catch (RecipeException)
        {
            // Keys that are gone, or values that are no longer allowed: they are named as differences.
        }
        return RecipeDifference.Between(yaml, Yaml);
    }
}

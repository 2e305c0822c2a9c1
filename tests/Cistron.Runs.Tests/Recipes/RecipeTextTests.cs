using Cistron.Runs.Recipes;

namespace Cistron.Runs.Tests.Recipes;

public sealed class RecipeTextTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cistron-recipe-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_bound_under_its_path_and_its_byte_order_mark_is_ignored()
    {
        string path = Path.Combine(_folder, "recipe.yaml");
        File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. "data: {corpus: [é.fa]}\nsede: 1"u8]);

        var refusal = Assert.Throws<RecipeException>(() => RecipeBinder.Bind<SampleRecipe>(path, []));

        Assert.Equal($"{path}:2: unknown key 'sede'; did you mean 'seed'?", refusal.Message);
    }

    [Fact]
    public void A_file_that_is_missing_too_large_or_not_text_is_refused_in_one_sentence()
    {
        string large = Path.Combine(_folder, "large.yaml");
        File.WriteAllText(large, new string('#', RecipeText.MaximumLength + 1));
        string binary = Path.Combine(_folder, "binary.yaml");
        File.WriteAllBytes(binary, [0x61, 0xFF]);
        string missing = Path.Combine(_folder, "missing.yaml");

        Assert.Equal($"{missing}: there is no such recipe file", MessageOf(missing));
        Assert.Equal($"{large}: the recipe is larger than 1048576 bytes", MessageOf(large));
        Assert.Equal($"{binary}: the recipe is not UTF-8 text", MessageOf(binary));
        Assert.StartsWith($"{_folder}: this is a folder and no recipe", MessageOf(_folder));
    }

    private static string MessageOf(string path) =>
        Assert.Throws<RecipeException>(() => RecipeText.Read(path)).Message;
}

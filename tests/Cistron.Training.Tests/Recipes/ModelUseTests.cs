using Cistron.Runs.Recipes;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Recipes;

public sealed class ModelUseTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_prediction_never_writes_over_its_own_input()
    {
        string input = _temporary.Write("a.fa", ">a\nACGT\n");
        string link = Path.Combine(Path.GetDirectoryName(input)!, "link.fa");
        File.CreateSymbolicLink(link, input);

        foreach (string output in new[] { input, link, Path.Combine(Path.GetDirectoryName(input)!, ".", "a.fa") })
            Fault.Of<RecipeException>(() => Bind<PredictRecipe>($"input={input}", $"output={output}"), "output", "would be lost");
        Assert.Equal("-", Bind<PredictRecipe>("input=-", "output=-").Output);
        Assert.Equal("new.tsv", Bind<PredictRecipe>($"input={input}", "output=new.tsv").Output);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("vectors.txt")]
    public void Vectors_are_written_to_a_file_that_says_what_it_is(string output) =>
        Fault.Of<RecipeException>(() => Bind<EmbedRecipe>("input=a.fa", $"output={output}"), "output", ".npy");

    [Theory]
    [InlineData("input", "is missing")]
    [InlineData("input", "stands beside 'classes'", "input=a.fa", "classes={a: a.fa, b: b.fa}")]
    [InlineData("classes", "at least two", "classes={a: a.fa}")]
    [InlineData("classes", "no columns", "classes={a: a.fa, b: b.fa}", "label_column=y")]
    [InlineData("output", "would be lost", "input=vectors.csv")]
    public void Sequences_come_from_one_file_or_from_one_for_each_class(string key, string words, params string[] arguments) =>
        Fault.Of<RecipeException>(() => Bind<EmbedRecipe>(["output=vectors.csv", .. arguments]), key, words);

    [Theory]
    [InlineData("data.alphabet", "data.train=a.csv", "pretrained=x", "data.alphabet=rna")]
    [InlineData("data.train", "data.train=a.csv", "data.folder=x")]
    [InlineData("data.folder", "seed=2")]
    [InlineData("data.classes", "data.classes={a: a.fa}")]
    [InlineData("data.split_column", "data.folder=x", "data.split_column=split")]
    [InlineData("select_by", "data.train=a.csv", "select_by=mmc")]
    [InlineData("model", "data.train=a.csv", "model.heads=3")]
    [InlineData("training.epochs", "data.train=a.csv", "training.epochs=3", "training.steps=3")]
    public void A_recipe_that_says_two_things_or_too_little_is_refused_at_the_key(string key, params string[] arguments)
    {
        var refusal = Assert.Throws<RecipeException>(() => RecipeBinder.Bind<FinetuneRecipe>((RecipeText?)null, ["run=r", .. arguments]));

        Assert.Contains(key.Split('.')[0], refusal.Message, StringComparison.Ordinal);
    }

    private static T Bind<T>(params string[] arguments) where T : class =>
        RecipeBinder.Bind<T>((RecipeText?)null, ["model=m", .. arguments]);
}

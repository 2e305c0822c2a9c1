using Cistron.Runs.Recipes;
using Cistron.Training.Recipes;

namespace Cistron.Training.Tests.Sweeps;

public sealed class SweepRecipeTests
{
    [Theory]
    [InlineData("verb: fly\ngrid: {seed: [1]}", "sweep.yaml:2: verb names no verb that can be swept; give pretrain or finetune")]
    [InlineData("verb: finetune", "sweep.yaml:1: grid is empty, and there are no arms; give keys with values, or arms")]
    [InlineData("verb: finetune\ngrid: {seed: []}", "sweep.yaml:3: grid has no values of 'seed'; give one or more")]
    [InlineData("verb: finetune\ngrid: {seed: [1, 2, 1]}", "sweep.yaml:3: grid gives 'seed' the value 1 twice; give it once")]
    [InlineData("verb: finetune\ngrid: {run: [a, b]}",
        "sweep.yaml:3: grid sets 'run'; the sweep gives every cell a folder of its own, leave it out")]
    [InlineData("verb: finetune\ngrid: {seed=1: [a, b]}", "sweep.yaml:3: grid has the key 'seed=1', and no key has an equals sign")]
    [InlineData("verb: finetune\ngrid: {seed: [1]}\narms: [{name: a}, {name: a}]",
        "sweep.yaml:4: arms have the name 'a' twice; give each its own")]
    [InlineData("verb: finetune\ngrid: {seed: [1]}\narms: [{name: a, set: {seed: 3}}]",
        "sweep.yaml:4: arms set 'seed', which the grid varies; keep it in one of them")]
    [InlineData("verb: finetune\narms: [{name: ../x}]", "sweep.yaml:3: arms have a name that cannot be a folder's; use up to 60 letters, "
        + "digits, blanks and _ - . +")]
    [InlineData("verb: finetune\ngrid: {seed: [1]}\nreplicate: fold",
        "sweep.yaml:4: replicate names no key of the grid; give one, or leave it out")]
    [InlineData("verb: finetune\ngrid: {seed: [1]}\nmetric: beauty", "sweep.yaml:4: metric names no metric; give one of mcc, ")]
    [InlineData("verb: finetune\ngrid: {seed: [1]}\nparallel: 0", "sweep.yaml:4: parallel: expected a whole number in [1, 256], found '0'")]
    public void A_fault_is_one_sentence_with_its_line(string yaml, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<RecipeException>(() => Bind(yaml)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_grid_of_more_cells_than_anyone_means_is_refused_before_they_are_made()
    {
        string values = $"[{string.Join(", ", Enumerable.Range(0, 1000))}]";

        string grid = $"{{a: {values}, b: {values}, c: {values}, d: {values}}}";

        var fault = Assert.Throws<RecipeException>(() => Bind($"verb: finetune\ngrid: {grid}"));

        Assert.Equal("sweep.yaml:3: grid makes 1,000,000,000,000 cells, more than 10,000; give fewer values", fault.Message);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var recipe = Bind("verb: pretrain\nset: {training: {steps: 5}}\ngrid: {seed: [1, 2], data.corpus: [[a.fa], [b.fa]]}\n"
            + "arms: [{name: a, set: {device: cpu}}]");

        string yaml = RecipeWriter.Write(recipe);

        Assert.Equal(yaml, RecipeWriter.Write(RecipeBinder.Bind<SweepRecipe>(new RecipeText("again.yaml", yaml), [])));
        Assert.Contains("  data.corpus: [[a.fa], [b.fa]]\n", yaml);
    }

    private static SweepRecipe Bind(string yaml) =>
        RecipeBinder.Bind<SweepRecipe>(new RecipeText("sweep.yaml", $"run: runs/x\n{yaml}\n"), []);
}

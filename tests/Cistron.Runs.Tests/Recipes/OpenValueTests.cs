using Cistron.Runs.Recipes;

namespace Cistron.Runs.Tests.Recipes;

/// <summary>Keys of another recipe with values of any kind, as the set and the grid of a sweep have them.</summary>
public sealed class OpenValueTests
{
    [Theory]
    [InlineData("3e-4", "3e-4")]
    [InlineData("null", "null")]
    [InlineData("\"null\"", "\"null\"")]
    [InlineData("true", "true")]
    [InlineData("runs/mini/model", "runs/mini/model")]
    [InlineData("'two words'", "\"two words\"")]
    [InlineData("[a.fa, 'b c.fa']", "[a.fa, \"b c.fa\"]")]
    [InlineData("[{epochs: 3, train: head}, {epochs: 5}]", "[{epochs: 3, train: head}, {epochs: 5}]")]
    [InlineData("{}", "{}")]
    public void A_value_is_kept_as_yaml_in_one_line(string written, string kept) =>
        Assert.Equal(kept, Bind($"set:\n  key: {written}\n").Set["key"].Yaml);

    [Fact]
    public void A_list_may_mix_kinds()
    {
        var values = Bind("grid: {pretrained: [null, runs/a, 3, [1, 2]]}").Grid["pretrained"];

        Assert.Equal(["null", "runs/a", "3", "[1, 2]"], values.Select(value => value.Yaml));
    }

    [Fact]
    public void A_section_stands_for_the_dotted_keys_in_it()
    {
        var recipe = Bind("set:\n  training: {steps: 5, phases: []}\n  data.folder: x\ngrid:\n  model:\n    bert.layers: [1, 2]\n");

        Assert.Equal(["training.steps", "training.phases", "data.folder"], recipe.Set.Keys);
        Assert.Equal(["model.bert.layers"], recipe.Grid.Keys);
    }

    [Fact]
    public void An_argument_wins_over_the_file_however_each_spells_the_key()
    {
        var recipe = Bind("set: {training.steps: 5, data: {folder: a}}", "set.training.steps=7", "set={data.folder: b}");

        Assert.Equal(["b"], recipe.Set.Values.Select(value => value.Yaml));
        Assert.Equal("7", Bind("set: {training.steps: 5}", "set.training.steps=7").Set["training.steps"].Yaml);
    }

    [Fact]
    public void A_key_that_is_given_in_both_spellings_is_a_fault() =>
        Assert.Equal(
            "recipe.yaml:3: set.training.steps is given twice, as a dotted key and in a section",
            FaultOf("set:\n  training.steps: 5\n  training: {steps: 6}\n"));

    [Fact]
    public void Where_a_list_belongs_a_lone_value_is_a_fault() =>
        Assert.Equal("recipe.yaml:1: grid.seed: expected a list, each item any value, found '1'", FaultOf("grid: {seed: 1}"));

    [Fact]
    public void Anchors_are_refused_inside_a_value_too() =>
        Assert.Contains("aliases (*name) and anchors (&name) are refused", FaultOf("set: {key: [&a [x], *a]}"));

    [Fact]
    public void What_is_written_is_read_back()
    {
        var recipe = Bind("set: {a.b: null, c: [{d: 'e: f'}], g: '5'}\ngrid: {h: [1, '1', \"#\"], i: []}\n");

        string yaml = RecipeWriter.Write(recipe);
        var again = Bind(yaml);

        Assert.Equal(recipe.Set, again.Set);
        Assert.Equal(recipe.Grid["h"], again.Grid["h"]);
        Assert.Empty(again.Grid["i"]);
        Assert.Empty(RecipeDifference.Between(yaml, RecipeWriter.Write(again)));
    }

    [Fact]
    public void A_text_becomes_a_value_that_reads_back_as_this_text()
    {
        foreach (string text in new[] { "runs/a", "a b", "null", "5", "x: y", "", "'\"\\" })
            Assert.Equal(text, SampleRecipe.Bind("data: {corpus: [a.fa]}", $"name={RecipeValue.OfText(text)}").Name);
    }

    private static OpenRecipe Bind(string yaml, params string[] arguments) =>
        RecipeBinder.Bind<OpenRecipe>(new RecipeText("recipe.yaml", yaml), arguments);

    private static string FaultOf(string yaml) =>
        Assert.Throws<RecipeException>(() => Bind(yaml)).Faults[0].ToString();

    public sealed record OpenRecipe
    {
        public IReadOnlyDictionary<string, RecipeValue> Set { get; init; } = new Dictionary<string, RecipeValue>();

        public IReadOnlyDictionary<string, IReadOnlyList<RecipeValue>> Grid { get; init; } =
            new Dictionary<string, IReadOnlyList<RecipeValue>>();
    }
}

using Cistron.Runs.Recipes;

namespace Cistron.Runs.Tests.Recipes;

public sealed class RecipeBinderTests
{
    [Fact]
    public void A_text_may_be_a_place_in_the_data_folder_of_this_machine()
    {
        const string Recipe = "name: $CISTRON_DATA/genomes/a.fa\ndata: {corpus: [a$CISTRON_DATA/b]}";
        string? before = Environment.GetEnvironmentVariable("CISTRON_DATA");
        try
        {
            Environment.SetEnvironmentVariable("CISTRON_DATA", "/data");
            SampleRecipe recipe = SampleRecipe.Bind(Recipe);
            Assert.Equal("/data/genomes/a.fa", recipe.Name);
            Assert.Equal(["a$CISTRON_DATA/b"], recipe.Data.Corpus);

            Environment.SetEnvironmentVariable("CISTRON_DATA", null);
            string fault = Assert.Throws<RecipeException>(() => SampleRecipe.Bind(Recipe)).Message;
            Assert.Contains("name: the environment does not say where $CISTRON_DATA is; set it", fault, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("CISTRON_DATA", before);
        }
    }

    [Fact]
    public void A_recipe_fills_every_kind_of_key()
    {
        SampleRecipe recipe = SampleRecipe.Bind("""
            seed: 18446744073709551615
            name: first
            data:
              corpus: [a.fa, "b c.fa.gz"]
              kernels: [7]
            training:
              learning_rate: 2e-3
              token_budget: 5000000000
              mixed_precision: true
              masking: random_mask
            head: {classes: 3}
            tracks:
              - path: x.bed
              - {path: y.bed, weight: 0.5}
            class_weights: {coding: 2, other: 0.5}
            """);

        Assert.Equal(ulong.MaxValue, recipe.Seed);
        Assert.Equal("first", recipe.Name);
        Assert.Equal(["a.fa", "b c.fa.gz"], recipe.Data.Corpus);
        Assert.Equal([7], recipe.Data.Kernels);
        Assert.Equal(2e-3, recipe.Training.LearningRate);
        Assert.Equal(5_000_000_000, recipe.Training.TokenBudget);
        Assert.True(recipe.Training.MixedPrecision);
        Assert.Equal(MaskingPolicy.RandomMask, recipe.Training.Masking);
        Assert.Equal(new HeadSection { Classes = 3 }, recipe.Head);
        Assert.Equal([new() { Path = "x.bed" }, new() { Path = "y.bed", Weight = 0.5 }], recipe.Tracks);
        Assert.Equal(["coding", "other"], recipe.ClassWeights.Keys);
    }

    [Fact]
    public void A_key_that_is_not_given_keeps_the_default_of_its_section()
    {
        SampleRecipe recipe = SampleRecipe.Bind("data: {corpus: [a.fa]}\ntraining: {dropout: 0}");

        // 1000 is the recipe's default for the section; the record's own is 10.
        Assert.Equal(new TrainingSection { Steps = 1000, Dropout = 0 }, recipe.Training);
        Assert.Null(recipe.Head);
    }

    [Fact]
    public void Binding_never_changes_a_default_that_is_shared()
    {
        RecipeBinder.Bind<SharedDefault>(recipe: null, ["section.classes=7"]);

        Assert.Equal(2, SharedDefault.Shared.Classes);
    }

    [Fact]
    public void Arguments_alone_make_a_recipe()
    {
        var recipe = RecipeBinder.Bind<SampleRecipe>(recipe: null,
            ["data.corpus=[a.fa,b.fa.gz]", "training.steps=200", "head.classes=4", "class_weights.x=3", "name='5'"]);

        Assert.Equal(["a.fa", "b.fa.gz"], recipe.Data.Corpus);
        Assert.Equal(200, recipe.Training.Steps);
        Assert.Equal(4, recipe.Head?.Classes);
        Assert.Equal(3, recipe.ClassWeights["x"]);
        Assert.Equal("5", recipe.Name);
    }

    [Fact]
    public void An_argument_replaces_the_file_and_the_last_of_two_wins()
    {
        SampleRecipe recipe = SampleRecipe.Bind("name: x\ndata: {corpus: [a.fa]}\ntraining: {steps: 5, dropout: 0.5}",
            "training.steps=6", "training.steps=7", "name=null");

        Assert.Equal((7, 0.5, null), (recipe.Training.Steps, recipe.Training.Dropout, recipe.Name));
    }

    [Fact]
    public void All_faults_are_reported_at_once_in_the_order_of_their_lines()
    {
        string[] faults = SampleRecipe.FaultsOf("""
            seed: -1
            training:
              dropout: 1
              steps: many
              learn_rate: 0.1
              steps: 4
              mixed_precision: yes
            head: [1]
            tracks:
              - weight: heavy
            """, "training.masking=span", "learning_rate=1", "steps");

        Assert.Equal(
        [
            "recipe.yaml:1: seed: expected a whole number in [0, 18446744073709551615], found '-1'",
            "recipe.yaml:1: missing key 'data.corpus' (FASTA files to learn from)",
            "recipe.yaml:3: training.dropout: expected a number in [0, 1), found '1'",
            "recipe.yaml:4: training.steps: expected a whole number ≥ 1, found 'many'",
            "recipe.yaml:5: unknown key 'training.learn_rate'; did you mean 'training.learning_rate'?",
            "recipe.yaml:6: the key 'steps' is given twice, first at recipe.yaml:4",
            "recipe.yaml:7: training.mixed_precision: expected true or false, found 'yes'",
            "recipe.yaml:8: head: expected keys with values (classes), found a list",
            "recipe.yaml:10: missing key 'tracks[0].path'",
            "recipe.yaml:10: tracks[0].weight: expected a number, found 'heavy'",
            "argument 'training.masking=span': training.masking: expected one of bert, random_mask, found 'span'",
            "argument 'learning_rate=1': unknown key 'learning_rate'; did you mean 'training.learning_rate'?",
            "argument 'steps': expected key=value, such as training.steps=200",
        ], faults);
    }

    [Theory]
    [InlineData("training.steps=1e3", "a whole number ≥ 1, found '1e3'")]
    [InlineData("training.steps=1_000", "a whole number ≥ 1, found '1_000'")]
    [InlineData("training.steps=\"5\"", "a whole number ≥ 1, found the quoted text '5'")]
    [InlineData("training.steps=0", "a whole number ≥ 1, found '0'")]
    [InlineData("training.steps=", "a whole number ≥ 1, found null")]
    [InlineData("training.learning_rate=0", "a number in (0, 1], found '0'")]
    [InlineData("training.learning_rate=nan", "a number in (0, 1], found 'nan'")]
    [InlineData("training.learning_rate=1e999", "a number in (0, 1], found '1e999'")]
    [InlineData("training.mixed_precision=True", "true or false, found 'True'")]
    [InlineData("training.masking=Bert", "one of bert, random_mask, found 'Bert'")]
    [InlineData("training.masking=0", "one of bert, random_mask, found '0'")]
    [InlineData("training.token_budget=99999999999999999999",
        "a whole number in [-9223372036854775808, 9223372036854775807], found '99999999999999999999'")]
    [InlineData("training.steps.x=1", "a whole number, found keys with values")]
    public void A_value_of_the_wrong_kind_is_refused(string argument, string expected)
    {
        string[] faults = SampleRecipe.FaultsOf("data: {corpus: [a.fa]}", argument);

        string key = argument.Split('=')[0].Replace(".x", "", StringComparison.Ordinal);
        Assert.Equal([$"argument '{argument}': {key}: expected {expected}"], faults);
    }

    [Theory]
    [InlineData("training.lerning_rate", "; did you mean 'training.learning_rate'?")]
    [InlineData("training.warmup_step", "; did you mean 'training.warmup_steps'?")]
    [InlineData("dropout", "; did you mean 'training.dropout'?")]
    [InlineData("trainin.steps", "; did you mean 'training'?")]
    [InlineData("training.xylophone", "")]
    public void An_unknown_key_comes_with_the_nearest_valid_name(string key, string suggestion)
    {
        string[] faults = SampleRecipe.FaultsOf("data: {corpus: [a.fa]}", $"{key}=1");

        string unknown = key == "trainin.steps" ? "trainin" : key;
        Assert.Equal([$"argument '{key}=1': unknown key '{unknown}'{suggestion}"], faults);
    }

    [Fact]
    public void A_dotted_key_in_a_file_is_told_to_be_nested()
    {
        string[] faults = SampleRecipe.FaultsOf("data: {corpus: [a.fa]}\ntraining.steps: 5");

        Assert.Equal(["recipe.yaml:2: unknown key 'training.steps'; write it below 'training:', as 'steps'"], faults);
    }

    [Theory]
    [InlineData("data: {corpus: []}", "recipe.yaml:1: 'data.corpus' must not be empty (FASTA files to learn from)")]
    [InlineData("data: {corpus: null}",
        "recipe.yaml:1: data.corpus: expected a list, each item text, found null")]
    [InlineData("\n\ndata: {kernels: [1]}", "recipe.yaml:3: missing key 'data.corpus' (FASTA files to learn from)")]
    [InlineData("", "recipe.yaml:1: missing key 'data.corpus' (FASTA files to learn from)")]
    public void A_required_key_must_be_given_a_value(string yaml, string fault) =>
        Assert.Equal([fault], SampleRecipe.FaultsOf(yaml));

    [Fact]
    public void A_required_key_is_missed_in_the_arguments_as_a_whole()
    {
        var refusal = Assert.Throws<RecipeException>(() =>
            RecipeBinder.Bind<SampleRecipe>(recipe: null, ["data.kernels=[1]"]));

        Assert.Equal("arguments: missing key 'data.corpus' (FASTA files to learn from)", refusal.Message);
    }

    [Fact]
    public void Rules_over_several_keys_are_reported_at_the_line_of_their_key()
    {
        string[] faults = SampleRecipe.FaultsOf("data: {corpus: [a.fa]}\ntraining:\n  steps: 5\n  warmup_steps: 6");

        Assert.Equal(["recipe.yaml:4: training.warmup_steps must not exceed steps (6 > 5)"], faults);
    }

    [Fact]
    public void Rules_over_several_keys_wait_until_each_key_is_right()
    {
        string[] faults = SampleRecipe.FaultsOf("data: {corpus: [a.fa]}\ntraining: {steps: few, warmup_steps: 6}");

        Assert.Equal(["recipe.yaml:2: training.steps: expected a whole number ≥ 1, found 'few'"], faults);
    }

    [Fact]
    public void A_bound_applies_to_each_item_of_a_list()
    {
        string[] faults = SampleRecipe.FaultsOf("data:\n  corpus: [a.fa]\n  kernels:\n    - 3\n    - 0");

        Assert.Equal(["recipe.yaml:5: data.kernels[1]: expected a whole number ≥ 1, found '0'"], faults);
    }

    [Fact]
    public void A_property_that_a_recipe_cannot_hold_is_an_error_of_the_program()
    {
        var error = Assert.Throws<ArgumentException>(() => RecipeBinder.Bind<Unsupported>(recipe: null, []));

        Assert.EndsWith("Unsupported.When: a recipe cannot hold the type System.DateTime", error.Message);
    }

    private sealed record SharedDefault
    {
        public static readonly HeadSection Shared = new();

        public HeadSection Section { get; init; } = Shared;
    }

    private sealed record Unsupported
    {
        public DateTime When { get; init; }
    }
}

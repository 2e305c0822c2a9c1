using System.Text;
using Cistron.Runs.Recipes;

namespace Cistron.Runs.Tests.Recipes;

public sealed class HostileRecipeTests
{
    private const string Corpus = "data: {corpus: [a.fa]}\n";

    [Fact]
    public void Aliases_anchors_and_tags_are_refused_each_at_its_line()
    {
        string[] faults = SampleRecipe.FaultsOf(Corpus + "name: &a x\ntraining: *a\nhead: !!map {}\n", "name=*.fa");

        const string Alias = "aliases (*name) and anchors (&name) are refused; write the value out, or quote it";
        Assert.Equal(
        [
            $"recipe.yaml:2: {Alias}",
            $"recipe.yaml:3: {Alias}",
            "recipe.yaml:4: tags (!name) are refused; leave the tag out, or quote the value",
            $"argument 'name=*.fa': {Alias}",
        ], faults);
    }

    [Fact]
    public void A_recipe_larger_than_the_limit_is_refused()
    {
        string yaml = Corpus + new string('#', RecipeText.MaximumLength);

        Assert.Equal(["recipe.yaml:1: longer than 1048576 characters"], SampleRecipe.FaultsOf(yaml));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Deep_nesting_is_refused(string opening)
    {
        string yaml = string.Concat(Enumerable.Repeat(opening, 20_000));

        string fault = Assert.Single(SampleRecipe.FaultsOf(yaml));

        Assert.Contains("not valid YAML", fault);
    }

    [Fact]
    public void Thirty_two_levels_are_read()
    {
        string[] faults = SampleRecipe.FaultsOf($"{Corpus}name: {new string('[', 31)}{new string(']', 31)}");

        Assert.Equal(["recipe.yaml:2: name: expected text, found a list"], faults);
    }

    [Fact]
    public void A_null_character_does_not_hide_what_follows_it()
    {
        Assert.Equal(["recipe.yaml:2: holds the control character U+0000"],
            SampleRecipe.FaultsOf(Corpus + "seed: 1\0\nx: 2"));
    }

    [Fact]
    public void A_second_document_is_refused()
    {
        Assert.Equal(["recipe.yaml:3: a second document starts; a recipe is one document"],
            SampleRecipe.FaultsOf(Corpus + "seed: 1\n---\nseed: 2"));
    }

    [Fact]
    public void Broken_YAML_is_reported_with_its_line_beside_the_faults_of_arguments()
    {
        string[] faults = SampleRecipe.FaultsOf("seed: 1\nname: [a\nhead: {", "oops");

        Assert.Collection(faults,
            fault => Assert.Matches("^recipe.yaml:[23]: not valid YAML", fault),
            fault => Assert.StartsWith("argument 'oops': expected key=value", fault));
    }

    [Fact]
    public void A_message_quotes_little_of_a_hostile_file_and_no_control_characters()
    {
        string fault = SampleRecipe.FaultsOf($"{Corpus}training: {{steps: \"\\e[31m{new string('x', 9999)}\"}}")[0];

        Assert.DoesNotContain('\e', fault);
        Assert.True(fault.Length < 300);
    }

    [Fact]
    public void Two_thousand_garbage_texts_are_refused_or_bound_and_never_crash()
    {
        string[] pieces =
        [
            "training", "steps", "data", "corpus", ":", ": ", "- ", "[", "]", "{", "}", ",", "\n", "\n  ", "\t",
            "?", "? ", "|", ">", "&a ", "*a ", "!t ", "!!int ", "!<>", "%YAML 9.9\n", "---", "...", "#", "\"", "'",
            "\\", "\\u12", "\\UFFFFFFFF", "1", "-", "1e-4", "null", "~", "<<", "@", "`", "\0", "\r", "\u0085",
            "\u2028", "\ud800", "😀", "=", ".", "\ufeff",
        ];
        int refused = 0;

        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int length = random.Next(40); length > 0; length--)
                text.Append(pieces[random.Next(pieces.Length)]);
            refused += IsRefused($"{text}") ? 1 : 0;
        }

        Assert.InRange(refused, 1900, 2000);
    }

    private static bool IsRefused(string garbage)
    {
        try
        {
            SampleRecipe.Bind(garbage, garbage, $"training={garbage}");
            return false;
        }
        catch (RecipeException)
        {
            return true;
        }
    }
}

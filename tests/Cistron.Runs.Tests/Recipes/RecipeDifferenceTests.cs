using Cistron.Runs.Recipes;

namespace Cistron.Runs.Tests.Recipes;

public sealed class RecipeDifferenceTests
{
    [Fact]
    public void Differences_name_the_dotted_key_and_both_values()
    {
        const string Old = """
            seed: 1
            training: {steps: 100, dropout: 0.1}
            corpus: [a.fa]
            tracks: [{path: x}]
            head: null
            """;
        const string New = """
            seed: 1
            training: {steps: 200, dropout: 0.1}
            corpus: [a.fa, b.fa]
            tracks: [{path: y}]
            name: n
            """;

        string[] differences = [.. RecipeDifference.Between(Old, New).Select(difference => $"{difference}")];

        Assert.Equal(
        [
            "training.steps 100 → 200",
            "corpus [a.fa] → [a.fa, b.fa]",
            "tracks[0].path x → y",
            "head null → (absent)",
            "name (absent) → n",
        ], differences);
    }

    [Fact]
    public void A_section_that_vanishes_is_a_difference_in_each_of_its_keys()
    {
        Assert.Equal([new("head", null, "null"), new("head.classes", "2", null)],
            RecipeDifference.Between("head: {classes: 2}", "head: null").OrderBy(difference => difference.Key));
    }

    [Fact]
    public void Style_and_order_are_no_difference()
    {
        Assert.Empty(RecipeDifference.Between("a: 1\nb: [x, 'z z']", "b:\n- x\n- z z # why\na: 1"));
    }

    [Fact]
    public void A_text_with_a_comma_differs_from_two_texts()
    {
        Assert.Equal([new("a", "[x, z]", "[\"x, z\"]")], RecipeDifference.Between("a: [x, z]", "a:\n- x, z"));
    }

    [Fact]
    public void The_quoted_word_null_differs_from_null()
    {
        Assert.Equal([new("a", "\"null\"", "null")], RecipeDifference.Between("a: 'null'", "a: null"));
    }
}

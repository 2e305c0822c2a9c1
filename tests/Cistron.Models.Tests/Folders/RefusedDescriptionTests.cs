using System.Text.Json.Nodes;

namespace Cistron.Models.Tests.Folders;

/// <summary>Damage and malice in cistron.json: one sentence each, and nothing built before it.</summary>
public class RefusedDescriptionTests
{
    [Fact]
    public void A_description_from_the_future_is_refused_whatever_else_it_says()
    {
        using var saved = SavedModel.Language();
        File.WriteAllText(saved.File("cistron.json"),
            """{"experts": [1, 2], "backbone": {"architecture": "new"}, "format": 2}""");

        Assert.Equal($"{saved.File("cistron.json")} has format 2, and this Cistron reads format 1; use the Cistron that "
            + "wrote it, or a newer one", saved.Refusal());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("no JSON")]
    [InlineData("\"format\"")]
    [InlineData("{\"format\": 1}")]
    [InlineData("{\"format\": 1, \"backbone\": null, \"tokenizer\": {}, \"tokenizer_fingerprint\": \"\"}")]
    [InlineData("{\"format\": 1, \"backbone\": {}, \"tokenizer\": {}, \"tokenizer_fingerprint\": \"\"}")]
    public void What_is_no_description_is_refused(string content)
    {
        using var saved = SavedModel.Language();
        File.WriteAllText(saved.File("cistron.json"), content);

        AssertOneSentence(saved, saved.Refusal());
    }

    [Fact]
    public void A_description_cut_short_anywhere_is_refused()
    {
        using var saved = SavedModel.FineTuned();
        byte[] whole = File.ReadAllBytes(saved.File("cistron.json"));

        // Without its last newline it is whole.
        for (int length = 0; length < whole.Length - 1; length += 7)
        {
            File.WriteAllBytes(saved.File("cistron.json"), whole[..length]);
        AssertOneSentence(saved, saved.Refusal());
        }
    }

    [Theory]
    [InlineData("layers", "2147483648", "'backbone.layers' in line 1")]
    [InlineData("layers", "2147483647", "layers is 2147483647 where 1 to 200 can be")]
    [InlineData("layers", "0", "layers is 0 where")]
    [InlineData("layers", "1.5", "'backbone.layers' in line 1")]
    [InlineData("layers", "\"2\"", "'backbone.layers' in line 1")]
    [InlineData("dimensions", "-32", "dimensions is -32 where")]
    [InlineData("heads", "5", "5 attention heads do not divide 32 dimensions")]
    [InlineData("vocabulary_size", "1000000000000", "'backbone.vocabulary_size' in line 1")]
    [InlineData("context_tokens", "2147483647", "context_tokens is 2147483647 where")]
    [InlineData("dropout", "1e999", "dropout is")]
    [InlineData("position", "\"absolute\"", "'backbone.position' in line 1")]
    [InlineData("position", "3", "'backbone.position' in line 1")]
    [InlineData("architecture", "\"transformer\"", "'backbone' in line 1")]
    [InlineData("experts", "8", "'backbone.experts' in line 1")]
    public void A_shape_with_hostile_numbers_or_words_is_refused(string field, string value, string words)
    {
        using var saved = SavedModel.Language();
        saved.Describe(description => description["backbone"]![field] = JsonNode.Parse(value));

        string refusal = saved.Refusal();

        AssertOneSentence(saved, refusal);
        Assert.Contains(words, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind", "\"ranking\"", "'task.kind' in line 1")]
    [InlineData("kind", "1", "'task.kind' in line 1")]
    [InlineData("pooling", "7", "'task.pooling' in line 1")]
    [InlineData("outputs", "null", "'task.outputs' in line 1")]
    [InlineData("outputs", "[]", "it has 0 outputs where 1 to 100000 can be")]
    public void A_task_with_hostile_words_is_refused(string field, string value, string words)
    {
        using var saved = SavedModel.FineTuned();
        saved.Describe(description => description["task"]![field] = JsonNode.Parse(value));

        string refusal = saved.Refusal();

        AssertOneSentence(saved, refusal);
        Assert.Contains(words, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_given_twice_is_refused()
    {
        using var saved = SavedModel.Language();
        string description = File.ReadAllText(saved.File("cistron.json"));
        File.WriteAllText(saved.File("cistron.json"),
            description.Replace("\"layers\": 2,", "\"layers\": 2, \"layers\": 3,", StringComparison.Ordinal));

        Assert.Contains("'backbone.layers' in line 5", saved.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_a_description_cannot_steer_the_terminal()
    {
        using var saved = SavedModel.Language();
        saved.Describe(description => description["backbone"]!["\u001b[2J"] = 1);

        Assert.DoesNotContain('\u001b', saved.Refusal());
    }

    [Fact]
    public void A_description_longer_than_any_is_refused_unread()
    {
        using var saved = SavedModel.Language();
        using (var file = File.OpenWrite(saved.File("cistron.json")))
            file.SetLength(1L << 40);

        Assert.Equal($"{saved.File("cistron.json")} has 1099511627776 bytes where 16777216 are the most that a description "
            + $"has{SavedModel.Restore}", saved.Refusal());
    }

    private static void AssertOneSentence(SavedModel saved, string refusal)
    {
        Assert.StartsWith(saved.File("cistron.json"), refusal, StringComparison.Ordinal);
        Assert.EndsWith(SavedModel.Restore, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
        // Names of types are for programmers.
        Assert.DoesNotContain("Cistron.Models", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", refusal, StringComparison.Ordinal);
    }
}

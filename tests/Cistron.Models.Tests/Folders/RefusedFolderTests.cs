using System.Text.Json.Nodes;
using Cistron.Models.Folders;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Torch.Weights;

namespace Cistron.Models.Tests.Folders;

/// <summary>Parts that do not belong together, damage and malice: one sentence each, and nothing built before it.</summary>
public class RefusedFolderTests
{
    private const string Restore = "; restore the folder as it was saved";

    [Fact]
    public void A_folder_without_a_description_is_no_model_folder()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal($"{folder.Path} holds no cistron.json, so it is no model folder of Cistron; give the folder 'model' of "
            + "a finished run", Assert.Throws<ModelFolderException>(() => ModelFolder.Open(folder.Path)).Message);
        Assert.Throws<ModelFolderException>(() => ModelFolder.Open(Path.Combine(folder.Path, "nowhere")));
    }

    [Fact]
    public void The_vocabulary_of_another_tokenizer_is_refused_at_its_first_line_that_differs()
    {
        using var saved = SavedModel.Language();
        TokenizerFolder.Save(new KmerTokenizer(3, 3, Tail.Unknown, Alphabet.Rna), saved.Path, contextTokens: 20);

        var refusal = Assert.Throws<InputException>(() => ModelFolder.Open(saved.Path));

        Assert.Equal($"{saved.File("vocab.txt")}:7: the vocabulary has 'AAU'; the model's tokenizer has 'AAT' here; "
            + "use the vocab.txt that was saved with the model.", refusal.Message);
    }

    [Fact]
    public void A_folder_without_its_vocabulary_is_refused()
    {
        using var saved = SavedModel.Language();
        File.Delete(saved.File("vocab.txt"));

        Assert.Contains("vocab.txt", Assert.Throws<InputException>(() => ModelFolder.Open(saved.Path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_tokenizer_that_was_exchanged_whole_is_known_by_its_fingerprint()
    {
        // The same vocabulary in the same order, cut at another stride.
        var other = new KmerTokenizer(3, 1, Tail.Drop, Alphabet.Dna);
        using var saved = SavedModel.Language();
        TokenizerFolder.Save(other, saved.Path, contextTokens: 20);
        saved.Describe(description => description["tokenizer"] = other.ToJson());

        Assert.Equal($"{saved.File("cistron.json")}: the tokenizer 'dna 3-mers, stride 1' is not the one that the weights "
            + $"were trained with{Restore}", Refusal(saved));
    }

    [Fact]
    public void A_tokenizer_with_more_tokens_than_the_model_is_refused()
    {
        using var saved = SavedModel.Language();
        saved.Describe(description => description["backbone"]!["vocabulary_size"] = 70);

        Assert.Equal($"{saved.File("cistron.json")}: the tokenizer has 69 tokens and the model 70{Restore}", Refusal(saved));
    }

    [Fact]
    public void A_description_from_the_future_is_refused_whatever_else_it_says()
    {
        using var saved = SavedModel.Language();
        File.WriteAllText(saved.File("cistron.json"),
            """{"experts": [1, 2], "backbone": {"architecture": "new"}, "format": 2}""");

        Assert.Equal($"{saved.File("cistron.json")} has format 2, and this Cistron reads format 1; use the Cistron that "
            + "wrote it, or a newer one", Refusal(saved));
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

        AssertOneSentence(saved, Refusal(saved));
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
        AssertOneSentence(saved, Refusal(saved));
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

        string refusal = Refusal(saved);

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

        string refusal = Refusal(saved);

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

        Assert.Contains("'backbone.layers' in line 5", Refusal(saved), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_a_description_cannot_steer_the_terminal()
    {
        using var saved = SavedModel.Language();
        saved.Describe(description => description["backbone"]!["\u001b[2J"] = 1);

        Assert.DoesNotContain('\u001b', Refusal(saved));
    }

    [Fact]
    public void A_description_longer_than_any_is_refused_unread()
    {
        using var saved = SavedModel.Language();
        using (var file = File.OpenWrite(saved.File("cistron.json")))
            file.SetLength(1L << 40);

        Assert.Equal($"{saved.File("cistron.json")} has 1099511627776 bytes where 16777216 are the most that a description "
            + $"has{Restore}", Refusal(saved));
    }

    [Fact]
    public void A_shape_larger_than_the_weights_is_refused_before_it_is_built()
    {
        using var saved = SavedModel.Language();
        long bytes = new FileInfo(saved.File("model.safetensors")).Length;
        saved.Describe(description =>
        {
            description["backbone"]!["layers"] = 20;
            description["backbone"]!["dimensions"] = 1024;
        });
        long before = Tensor.LiveCount;

        Assert.Equal($"{saved.File("model.safetensors")} has {bytes} bytes, too few for the 86132672 weights that "
            + $"cistron.json asks for{Restore}", Refusal(saved));
        Assert.Equal(before, Tensor.LiveCount);
    }

    [Fact]
    public void Weights_that_are_not_there_are_missed()
    {
        using var saved = SavedModel.Language();
        File.Delete(saved.File("model.safetensors"));

        Assert.Equal($"{saved.File("model.safetensors")} is missing{Restore}", Refusal(saved));
    }

    [Fact]
    public void A_damaged_header_of_the_weights_is_refused()
    {
        using var saved = SavedModel.Language();
        using (var file = File.OpenWrite(saved.File("model.safetensors")))
        {
            file.Position = 20;
            file.Write([0, 0, 0]);
        }

        var refusal = Assert.Throws<WeightFileException>(() => ModelFolder.Open(saved.Path).LoadLanguageModel(Device.Cpu));

        Assert.StartsWith($"{saved.File("model.safetensors")}: has a header that is not JSON", refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_were_cut_short_are_refused()
    {
        using var saved = SavedModel.Language();
        using (var file = File.OpenWrite(saved.File("model.safetensors")))
            file.SetLength(file.Length - 4);

        var refusal = Assert.Throws<WeightFileException>(() => ModelFolder.Open(saved.Path).LoadLanguageModel(Device.Cpu));

        Assert.Contains("cut short", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_weight_is_named()
    {
        using var saved = SavedModel.Language();
        saved.Weigh(weights => weights.Where(weight => weight.Key != "bert.encoder.layer.1.output.dense.bias"));

        Assert.Equal($"{saved.File("model.safetensors")} lacks the weights 'bert.encoder.layer.1.output.dense.bias'{Restore}",
            Refusal(saved));
    }

    [Fact]
    public void A_weight_of_another_shape_is_named_with_both()
    {
        using var scope = new TensorScope();
        using var saved = SavedModel.Language();
        saved.Weigh(weights => weights.Select(weight => weight.Key == "cls.predictions.bias"
            ? KeyValuePair.Create(weight.Key, Operators.Zeros([70, 1])) : weight));

        Assert.Equal($"{saved.File("model.safetensors")}: 'cls.predictions.bias' has shape [70, 1] where cistron.json asks for "
            + $"[69]{Restore}", Refusal(saved));
    }

    [Fact]
    public void An_unexpected_weight_is_named_unless_a_backbone_alone_is_asked_for()
    {
        using var scope = new TensorScope();
        using var saved = SavedModel.Language();
        saved.Weigh(weights => weights.Append(KeyValuePair.Create("adapter.\u001b", Operators.Zeros([2]))));

        Assert.Equal($"{saved.File("model.safetensors")} has weights that cistron.json knows nothing of: 'adapter.?'"
            + Restore, Refusal(saved));
        Assert.NotNull(ModelFolder.Open(saved.Path).LoadBackbone(Sample.Shape));
    }

    [Fact]
    public void A_language_model_cannot_predict()
    {
        using var saved = SavedModel.Language();
        var folder = ModelFolder.Open(saved.Path);

        var refusal = Assert.Throws<ModelFolderException>(() => folder.LoadPredictor(Device.Cpu, rule: null));

        Assert.Equal($"{saved.Path} holds a language model without a trained head; fine-tune it first "
            + "('./cistron finetune'), or use 'embed'", refusal.Message);
    }

    [Fact]
    public void A_fine_tuned_model_is_no_language_model()
    {
        using var saved = SavedModel.FineTuned();
        var folder = ModelFolder.Open(saved.Path);

        var refusal = Assert.Throws<ModelFolderException>(() => folder.LoadLanguageModel(Device.Cpu));

        Assert.Equal($"{saved.Path} holds a fine-tuned model without its language-model head; give the folder of the "
            + "pre-training run", refusal.Message);
    }

    /// <summary>Why the folder is refused, on opening or on loading.</summary>
    private static string Refusal(SavedModel saved) => Assert.Throws<ModelFolderException>(
        () => ModelFolder.Open(saved.Path).LoadLanguageModel(Device.Cpu)).Message;

    private static void AssertOneSentence(SavedModel saved, string refusal)
    {
        Assert.StartsWith(saved.File("cistron.json"), refusal, StringComparison.Ordinal);
        Assert.EndsWith(Restore, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
        // Names of types are for programmers.
        Assert.DoesNotContain("Cistron.Models", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", refusal, StringComparison.Ordinal);
    }
}

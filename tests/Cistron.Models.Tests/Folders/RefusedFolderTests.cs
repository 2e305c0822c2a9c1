using Cistron.Models.Folders;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;

namespace Cistron.Models.Tests.Folders;

/// <summary>Folders that lack a part, whose parts do not fit together, or that do not hold what is asked for.</summary>
public class RefusedFolderTests
{
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
            + $"were trained with{SavedModel.Restore}", saved.Refusal());
    }

    [Fact]
    public void A_tokenizer_with_more_tokens_than_the_model_is_refused()
    {
        using var saved = SavedModel.Language();
        saved.Describe(description => description["backbone"]!["vocabulary_size"] = 70);

        Assert.Equal($"{saved.File("cistron.json")}: the tokenizer has 69 tokens and the model 70"
            + SavedModel.Restore, saved.Refusal());
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

        var refusal = Assert.Throws<ModelFolderException>(() => folder.LoadLanguageModel());

        Assert.Equal($"{saved.Path} holds a fine-tuned model without its language-model head; give the folder of the "
            + "pre-training run", refusal.Message);
    }
}

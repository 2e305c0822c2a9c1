using System.Text;
using Cistron.Models.Folders;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch.Weights;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Verbs;

/// <summary>Model folders that were damaged or put together wrongly: each verb refuses them with a sentence.</summary>
[Collection(TrainedModelsCollection.Name)]
public sealed class DamagedModelTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_folder_that_holds_no_model()
    {
        string folder = Directory.CreateDirectory(_temporary["model"]).FullName;

        AssertRefused<ModelFolderException>(folder, folder, "is no model folder");
        AssertRefused<ModelFolderException>(_temporary["missing"], _temporary["missing"]);
    }

    [Fact]
    public void A_tokenizer_of_another_model()
    {
        string folder = _temporary.CopyOf(models.Classifier, "model");
        TokenizerFolder.Save(new KmerTokenizer(2, 1, Tail.Drop, Alphabet.Dna), folder, 30);

        AssertRefused<InputException>(folder, "vocab.txt:6: ", "the vocabulary has 'AA'", "'AAA'");
    }

    [Fact]
    public void A_description_whose_tokenizer_was_exchanged()
    {
        string folder = _temporary.CopyOf(models.Classifier, "model"), file = Path.Combine(folder, "cistron.json");
        string text = File.ReadAllText(file);
        Assert.Contains("\"stride\": 1", text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace("\"stride\": 1", "\"stride\": 3", StringComparison.Ordinal));

        AssertRefused<ModelFolderException>(folder, "is not the one that the weights were trained with");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(20)]
    public void A_weight_file_of_which_only_the_start_is_there(int length)
    {
        string folder = _temporary.CopyOf(models.Classifier, "model"), file = Path.Combine(folder, "model.safetensors");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..length]);

        AssertRefused<ModelFolderException>(folder, file, $"has {length} bytes, too few", "restore the folder");
    }

    [Fact]
    public void A_weight_file_of_which_the_end_is_missing()
    {
        string folder = _temporary.CopyOf(models.Classifier, "model"), file = Path.Combine(folder, "model.safetensors");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^9]);

        AssertRefused<WeightFileException>(folder, file, "it was cut short");
    }

    [Theory]
    [InlineData("F32", "F33")]
    [InlineData("data_offsets", "data_0ffsets")]
    [InlineData("[2,16]", "[2,61]")]
    [InlineData("{\"", "[\"")]
    public void A_weight_file_whose_header_was_damaged(string was, string became)
    {
        string folder = _temporary.CopyOf(models.Classifier, "model"), file = Path.Combine(folder, "model.safetensors");
        byte[] content = File.ReadAllBytes(file);
        int place = content.AsSpan().IndexOf(Encoding.ASCII.GetBytes(was));
        Assert.True(place > 0);
        Encoding.ASCII.GetBytes(became).CopyTo(content, place);
        File.WriteAllBytes(file, content);

        AssertRefused<WeightFileException>(folder, file);
    }

    [Fact]
    public void A_header_that_announces_more_than_there_is()
    {
        string folder = _temporary.CopyOf(models.Classifier, "model"), file = Path.Combine(folder, "model.safetensors");
        byte[] content = File.ReadAllBytes(file);
        content.AsSpan(0, 8).Fill(0x7F);
        File.WriteAllBytes(file, content);

        AssertRefused<WeightFileException>(folder, file);
    }

    [Fact]
    public void Weights_of_another_shape()
    {
        string folder = _temporary.CopyOf(models.Classifier, "model"), file = Path.Combine(folder, "model.safetensors");
        File.Copy(Path.Combine(models.LanguageModel, "model.safetensors"), file, overwrite: true);

        Fault.Of<ModelFolderException>(() => Predict(folder), folder, "restore the folder as it was saved");
    }

    [Fact]
    public void A_language_model_where_a_fine_tuned_one_is_needed()
    {
        Fault.Of<ModelFolderException>(() => Predict(models.LanguageModel), models.LanguageModel, "fine-tune it first");

        Assert.False(File.Exists(_temporary["out.tsv"]));
    }

    /// <summary>Checks that predicting, embedding and fine-tuning each refuse a folder, and write nothing.</summary>
    private void AssertRefused<T>(string folder, params string[] words) where T : Exception
    {
        Fault.Of<T>(() => Predict(folder), words);
        Fault.Of<T>(() => Embed(folder), words);
        Fault.Of<T>(() => Finetune(folder), words);
        Assert.False(File.Exists(_temporary["out.tsv"]));
        Assert.False(File.Exists(_temporary["out.npy"]));
        Assert.False(Directory.Exists(Path.Combine(_temporary["run"], "model")));
    }

    private void Predict(string model) => TinyRecipes.Predict(model, models.Test, _temporary["out.tsv"]).Predict();

    private void Embed(string model) => TinyRecipes.Embed(model, models.Test, _temporary["out.npy"]).Embed();

    private void Finetune(string model) =>
        TinyRecipes.Finetune(_temporary["run"], models.Train).StartingFrom(model).Train();
}

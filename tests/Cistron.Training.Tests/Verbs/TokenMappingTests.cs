using System.Globalization;
using System.Text.Json;
using Cistron.Models.Folders;
using Cistron.Sequences.Formats;
using Cistron.Torch;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

[Collection(TrainedModelsCollection.Name)]
public sealed class TokenMappingTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void The_table_holds_every_token_of_bases_and_no_other()
    {
        var result = Map(models.LanguageModel);

        string[][] rows = [.. File.ReadLines(Path.Combine(Output, "tokens.tsv")).Select(line => line.Split('\t'))];
        Assert.Equal(["token", "pca_1", "pca_2", "tsne_1", "tsne_2"], rows[0]);
        Assert.Equal(64, rows.Skip(1).Select(row => row[0]).Distinct().Count());
        Assert.All(rows.Skip(1), row => Assert.True(row[0].Length == 3 && row[0].All("ACGT".Contains)));
        Assert.All(rows.Skip(1).SelectMany(row => row[1..]), number => Assert.True(double.IsFinite(double.Parse(number, CultureInfo.InvariantCulture))));
        Assert.Equal((64, 0, 16), (result.Tokens, result.LeftOut, result.Dimensions));
        Assert.Equal(["GC share", "base 1", "base 2", "base 3"], result.Separations.Select(row => row.By));
        Assert.All(result.Separations.Skip(1), row => Assert.Equal(15.0 / 63, row.Separation.Chance, 1e-12));
    }

    [Fact]
    public void Classifiers_have_token_vectors_too_and_the_same_model_gives_the_same_map()
    {
        Map(models.Classifier);
        string first = File.ReadAllText(Path.Combine(Output, "tokens.tsv"));

        Map(models.Classifier);

        Assert.Equal(first, File.ReadAllText(Path.Combine(Output, "tokens.tsv")));
    }

    [Fact]
    public void The_folder_holds_page_pictures_table_and_numbers()
    {
        var result = Map(models.LanguageModel);

        Assert.All(result.Files, file => Assert.True(File.Exists(Path.Combine(Output, file)), file));
        Assert.Contains("plots/t-sne-by-gc-share.svg", result.Files);
        Assert.Contains("plots/pca-by-last-base.svg", result.Files);
        var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Output, "tokens.json"))).RootElement;
        Assert.Equal("interpret tokens", json.GetProperty("verb").GetString());
        Assert.Equal(4, json.GetProperty("separations").GetArrayLength());
    }

    [Fact]
    public void Of_too_many_tokens_a_sample_is_drawn()
    {
        using var scope = new TensorScope();
        var folder = ModelFolder.Open(models.LanguageModel);

        var embeddings = TokenEmbeddings.Of(folder, most: 10, seed: 1);

        Assert.Equal((10, 54), (embeddings.Tokens.Count, embeddings.LeftOut));
        Assert.Equal(embeddings.Tokens.OrderBy(folder.Tokenizer.Vocabulary.IdOf), embeddings.Tokens);
        Assert.NotEqual(embeddings.Tokens, TokenEmbeddings.Of(folder, most: 10, seed: 2).Tokens);
        var all = TokenEmbeddings.Of(folder, most: 64, seed: 1);
        for (int i = 0; i < 10; i++)
            Assert.Equal(all.Vectors[Array.IndexOf([.. all.Tokens], embeddings.Tokens[i])], embeddings.Vectors[i]);
    }

    [Fact]
    public void No_tensor_is_left()
    {
        Map(models.LanguageModel);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = LiveTensors.Settled();

        Map(models.LanguageModel);
        GC.Collect();
        GC.WaitForPendingFinalizers();

        Assert.Equal(before, Tensor.LiveCount);
    }

    [Fact]
    public void A_folder_of_somebody_else_is_kept()
    {
        Directory.CreateDirectory(Output);
        File.WriteAllText(Path.Combine(Output, "mine.txt"), "");

        Fault.Of<InputException>(() => Map(models.LanguageModel), "mine.txt", "interpret tokens did not write");
    }

    private string Output => _temporary["tokens"];

    private TokensResult Map(string model) =>
        TokenMapping.Run(new TokensRecipe { Model = model, Output = Output, Steps = 60 }, new RecordingLog(), default);
}

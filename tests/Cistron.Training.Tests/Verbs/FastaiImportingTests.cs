using System.Runtime.CompilerServices;
using System.Text;
using Cistron.Models.AwdLstm;
using Cistron.Models.Folders;
using Cistron.Sequences.Formats;
using Cistron.Torch;
using Cistron.Torch.Weights;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

/// <summary>Files as fastai's first version wrote them: three layers, 23 tokens, 12 dimensions, 20 units.</summary>
public sealed class FastaiImportingTests : IDisposable
{
    /// <summary>Padding, all 2-mers in an order of its own, and what fastai fills up with.</summary>
    private static readonly string[] Itos =
    [
        "pad", "TT", "AA", "GC", "CG", "AT", "TA", "CC", "GG", "AC", "CA", "AG", "GA", "CT", "TC", "GT", "TG",
        .. Enumerable.Repeat("xxfake", 6),
    ];

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Every_token_has_the_vector_that_it_had_in_fastai()
    {
        using var scope = new TensorScope();
        var result = Run(Recipe("fastai_learner.pth"));

        var folder = ModelFolder.Open(result.ModelFolder);
        var model = Assert.IsType<AwdLstmLanguageModel>(folder.LoadLanguageModel());
        using var file = WeightFile.Open(Fixture("fastai_learner.pth"));
        Tensor theirs = file.Load("model.0.encoder.weight"), ours = model.Backbone.TokenEmbeddings;
        var vocabulary = folder.Tokenizer.Vocabulary;
        for (int row = 1; row <= 16; row++)
            Assert.Equal(theirs.Select(0, row).ToArray<float>(), ours.Select(0, vocabulary.IdOf(Itos[row])).ToArray<float>());
        Assert.Equal(theirs.Select(0, 0).ToArray<float>(), ours.Select(0, vocabulary.Specials.Padding).ToArray<float>());
        Assert.Equal(PredictedTokens.Next, folder.Description.Predicts);
        Assert.Equal((12, 20, 3), (model.Backbone.Configuration.Dimensions, model.Backbone.Configuration.Units, model.Backbone.Configuration.Layers));
    }

    [Fact]
    public void What_has_no_counterpart_is_told()
    {
        var log = new RecordingLog();

        var result = FastaiImporting.Run(Recipe("fastai_encoder.pth"), log, default);

        Assert.Equal(["[UNK]", "[CLS]", "[SEP]", "[MASK]"], result.TokensWithoutRow);
        Assert.Equal(["xxfake"], result.UnusedTokens);
        Assert.Equal(["decoder.bias"], result.MissingWeights);
        Assert.Empty(result.UnexpectedWeights);
        Assert.Contains("has no decoder.bias", Assert.Single(log.Warnings));
        Assert.Equal(2, result.Sources.Count);
    }

    [Fact]
    public void An_array_that_numpy_saved_is_as_good_as_a_text()
    {
        string header = "{'descr': '<U6', 'fortran_order': False, 'shape': (23,), }".PadRight(117) + "\n";
        File.WriteAllBytes(_temporary["itos.npy"], [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header),
            .. Encoding.UTF32.GetBytes(string.Concat(Itos.Select(token => token.PadRight(6, '\0'))))]);

        var fromArray = Run(Recipe("fastai_learner.pth") with { Vocabulary = _temporary["itos.npy"], Output = _temporary["array"] });
        var fromText = Run(Recipe("fastai_learner.pth"));

        Assert.Equal(File.ReadAllBytes(Path.Combine(fromText.ModelFolder, ModelFolder.WeightsFile)),
            File.ReadAllBytes(Path.Combine(fromArray.ModelFolder, ModelFolder.WeightsFile)));
    }

    [Fact]
    public void An_imported_model_embeds_and_is_trained_further()
    {
        string model = Run(Recipe("fastai_learner.pth")).ModelFolder;
        string corpus = _temporary.Write("corpus.fa", SyntheticSequences.Fasta(records: 30, length: 60));
        string train = _temporary.Write("train.csv", SyntheticSequences.Table(48, 30, motif => motif ? "yes" : "no"));

        var embedded = TinyRecipes.Embed(model, corpus, _temporary["vectors.npy"]).Embed();
        var pretrained = (TinyRecipes.Pretrain(_temporary["further"], corpus, steps: 4) with { Pretrained = model, Tokenizer = null, Model = null })
            .Train();
        var finetuned = TinyRecipes.Finetune(_temporary["task"], train).StartingFrom(model).Train();

        Assert.Equal((30, 12), (embedded.Sequences, embedded.Dimensions));
        Assert.Equal(4, pretrained.Result!.Steps);
        Assert.Equal(model, finetuned.Result!.Pretrained);
    }

    [Fact]
    public void A_list_of_another_size_is_refused()
    {
        string list = _temporary.Write("itos.txt", string.Join('\n', Itos[..22]));

        string refusal = Refusal<InputException>(Recipe("fastai_learner.pth") with { Vocabulary = list });

        Assert.Contains("itos.txt: the list has 22 tokens; ", refusal);
        Assert.EndsWith("has rows for 23; give the vocabulary that was saved with the weights.", refusal);
    }

    [Fact]
    public void A_list_of_other_k_mers_is_refused()
    {
        var recipe = Recipe("fastai_learner.pth");

        string refusal = Refusal<InputException>(recipe with { Tokenizer = new TokenizerRecipe { K = 3 } });

        Assert.Contains("the list has none of the dna 3-mers, but tokens such as 'AG'", refusal);
    }

    [Fact]
    public void Other_weights_are_refused()
    {
        string refusal = Refusal<WeightFileException>(Recipe("bert.safetensors"));

        Assert.Contains("holds no AWD-LSTM of fastai", refusal);
    }

    [Fact]
    public void A_folder_that_is_there_already_is_kept()
    {
        var recipe = Recipe("fastai_learner.pth");
        Directory.CreateDirectory(recipe.Output);
        File.WriteAllText(Path.Combine(recipe.Output, "mine.txt"), "mine");

        string refusal = Assert.Throws<InputException>(() => Run(recipe)).Message;

        Assert.Contains("this is there already; a new folder was expected", refusal);
        Assert.Equal(["mine.txt"], Directory.GetFiles(recipe.Output).Select(Path.GetFileName));
    }

    private static ImportResult Run(FastaiImportRecipe recipe) => FastaiImporting.Run(recipe, new RecordingLog(), default);

    /// <summary>Why an import is refused; it leaves nothing behind.</summary>
    private static string Refusal<TException>(FastaiImportRecipe recipe) where TException : Exception
    {
        string refusal = Assert.Throws<TException>(() => Run(recipe)).Message;
        Assert.False(Directory.Exists(recipe.Output));
        return refusal;
    }

    private FastaiImportRecipe Recipe(string weights) => new()
    {
        Weights = Fixture(weights),
        Vocabulary = _temporary.Write("tokens.txt", string.Join('\n', Itos)),
        Tokenizer = new TokenizerRecipe { K = 2 },
        Output = _temporary["models/imported"],
    };

    private static string Fixture(string name, [CallerFilePath] string thisFile = "") => Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "Cistron.Models.Tests", "Fixtures", name));
}

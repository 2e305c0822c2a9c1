using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Cistron.Models;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Torch;
using Cistron.Torch.Weights;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

/// <summary>
/// Folders as Hugging Face's software wrote them, and what PyTorch computes of them: 3-mers, two layers of 16 dimensions.
/// The files are those of Cistron.Models.Tests/Fixtures/dnabert.py.
/// </summary>
public sealed class DnabertImportingTests : IDisposable
{
    private const int Dimensions = 16, Sequences = 4;

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_classifier_predicts_what_it_predicted_there()
    {
        using var scope = new TensorScope();
        var result = Import(Fixture("classifier"));

        TinyRecipes.Predict(result.ModelFolder, Fixture("sequences.fa"), _temporary["out.tsv"]).Predict();

        string[][] rows = [.. File.ReadLines(_temporary["out.tsv"]).Select(line => line.Split('\t'))];
        Assert.Equal(["promoter", "enhancer", "neither"], result.Outputs);
        Assert.Equal(["p_promoter", "p_enhancer", "p_neither"], rows[0][2..5]);
        for (int i = 0; i < Sequences; i++)
        {
            float[] expected = Expected("classifier/logits", i).Softmax(-1).ToArray<float>();
            for (int output = 0; output < expected.Length; output++)
                Assert.Equal(expected[output], double.Parse(rows[i + 1][output + 2], CultureInfo.InvariantCulture), 1e-4);
        }
        Assert.Empty(result.UnexpectedWeights);
        Assert.Equal(["model.safetensors", "config.json", "vocab.txt"], result.Sources.Select(source => Path.GetFileName(source.Path)));
    }

    [Fact]
    public void A_language_model_embeds_as_it_did_there()
    {
        using var scope = new TensorScope();
        var result = Import(Fixture("language"));

        float[] vectors = Embed(result.ModelFolder);

        for (int i = 0; i < Sequences; i++)
        {
            float[] expected = Expected("language/hidden", i).Mean([0]).ToArray<float>();
            for (int d = 0; d < Dimensions; d++)
                Assert.Equal(expected[d], vectors[i * Dimensions + d], 1e-4);
        }
        Assert.Equal("dna 3-mers, stride 1", result.Tokenizer);
        Assert.Equal(["bert.pooler.dense.weight", "bert.pooler.dense.bias"], result.UnexpectedWeights);
        Assert.Empty(result.MissingWeights);
        Assert.Null(ModelFolder.Open(result.ModelFolder).Description.Task);
    }

    [Fact]
    public void K_mers_in_another_order_are_brought_into_ours()
    {
        using var scope = new TensorScope();
        string[] tokens = [.. File.ReadAllLines(Fixture("language/vocab.txt")).Order(StringComparer.Ordinal)];
        string folder = Reordered(tokens);

        var ordered = Import(folder);

        Assert.Equal(Embed(Import(Fixture("language"), "straight").ModelFolder), Embed(ordered.ModelFolder));
        var straight = (MaskedLanguageModel)ModelFolder.Open(_temporary["straight"]).LoadLanguageModel();
        var turned = (MaskedLanguageModel)ModelFolder.Open(ordered.ModelFolder).LoadLanguageModel();
        foreach (var (mine, other) in straight.Parameters().Zip(turned.Parameters()))
            Assert.Equal(mine.Value.Value.ToArray<float>(), other.Value.Value.ToArray<float>());
    }

    [Fact]
    public void Other_tokens_are_left_out_and_listed_and_U_makes_the_alphabet_RNA()
    {
        using var scope = new TensorScope();
        string[] tokens = [.. File.ReadAllLines(Fixture("language/vocab.txt")).Select(token => token.StartsWith('[') ? token : token.Replace('T', 'U'))];
        string folder = Reordered([.. tokens, "[unused1]", "N"]);

        var result = Import(folder);

        Assert.Equal(["[unused1]", "N"], result.UnusedTokens);
        Assert.Equal("rna 3-mers, stride 1", result.Tokenizer);
        Assert.Equal(69, result.Tokens);
    }

    [Fact]
    public void Weights_alone_tell_k_and_the_shape_but_not_the_heads()
    {
        string weights = _temporary["alone/model.safetensors"];
        Directory.CreateDirectory(_temporary["alone"]);
        File.Copy(Fixture("classifier/model.safetensors"), weights);

        string refusal = Assert.Throws<WeightFileException>(() => Import(weights)).Message;
        var result = Import(weights, heads: 4);

        Assert.Contains("give the number of attention heads as 'heads'", refusal);
        Assert.Equal(["LABEL_0", "LABEL_1", "LABEL_2"], result.Outputs);
        Assert.Equal("dna 3-mers, stride 1", result.Tokenizer);
        Assert.Equal(Embed(Import(Fixture("classifier"), "whole").ModelFolder), Embed(result.ModelFolder));
    }

    [Fact]
    public void A_model_folder_of_Cistron_is_one_that_Hugging_Face_s_software_could_have_saved()
    {
        string corpus = _temporary.Write("corpus.fa", SyntheticSequences.Fasta(records: 30, length: 60));
        string trained = TinyRecipes.Pretrain(_temporary["run"], corpus, steps: 2).Train().Result!.ModelFolder;

        var again = Import(trained);

        Assert.Empty(again.MissingWeights);
        Assert.Empty(again.UnexpectedWeights);
        foreach (string name in new[] { "model.safetensors", "config.json", "tokenizer.json", "vocab.txt" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(trained, name)), File.ReadAllBytes(Path.Combine(again.ModelFolder, name)));
        using var weights = SafeTensorsFile.Open(Path.Combine(trained, "model.safetensors"));
        Assert.Equal("pt", weights.Metadata["format"]);
        Assert.DoesNotContain("cls.predictions.decoder.weight", weights.Names);
        var tokenizer = JsonNode.Parse(File.ReadAllText(Path.Combine(trained, "tokenizer_config.json")))!;
        Assert.Equal((30, false), ((int)tokenizer["model_max_length"]!, (bool)tokenizer["do_lower_case"]!));
        Assert.Contains("loads the folder as `BertForMaskedLM`. Its tokenizer there expects k-mers apart by blanks", Card(trained));
    }

    /// <summary>The stored model is 3-mers; a table of 6-mers holds the same bases.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void Tables_of_k_mers_apart_by_blanks_are_fine_tuned_and_predicted_whatever_their_k(int k)
    {
        string model = Import(Fixture("language")).ModelFolder;
        string Table(bool split) => "sequence\tlabel\n" + string.Concat(SyntheticSequences.WithAndWithoutMotif(48, 30).Select(row =>
            $"{(split ? string.Join(' ', Enumerable.Range(0, 31 - k).Select(i => row.Bases.Substring(i, k))) : row.Bases)}\t{(row.HasMotif ? 1 : 0)}\n"));
        string split = _temporary.Write("split.tsv", Table(split: true)), whole = _temporary.Write("whole.tsv", Table(split: false));

        var (fromSplit, fromWhole) = (Finetune("a", split), Finetune("b", whole));
        TinyRecipes.Predict(fromSplit, split, _temporary["split.out.tsv"]).Predict();
        TinyRecipes.Predict(fromSplit, whole, _temporary["whole.out.tsv"]).Predict();

        Assert.Equal(File.ReadAllBytes(Path.Combine(fromWhole, "model.safetensors")), File.ReadAllBytes(Path.Combine(fromSplit, "model.safetensors")));
        Assert.Equal(File.ReadAllText(_temporary["whole.out.tsv"]), File.ReadAllText(_temporary["split.out.tsv"]));
        Assert.Contains("loads the folder as `BertModel`. Its classes for tasks have another head than this model", Card(fromSplit));

        string Finetune(string run, string train)
        {
            var recipe = TinyRecipes.Finetune(_temporary[run], train).StartingFrom(model);
            return (recipe with { Training = TinyRecipes.Training(steps: 4) }).Train().Result!.ModelFolder;
        }
    }

    [Fact]
    public void A_card_says_what_others_cannot_load_and_what_their_numbers_mean()
    {
        string corpus = _temporary.Write("corpus.fa", SyntheticSequences.Fasta(records: 30, length: 60));
        string table = _temporary.Write("train.csv", SyntheticSequences.Table(48, 30, motif => motif ? "1.5" : "0.25"));
        var alibi = TinyRecipes.Pretrain(_temporary["alibi"], corpus, steps: 2) with
        {
            Model = new ModelRecipe { Bert = TinyRecipes.Model with { Position = PositionEncoding.Alibi } },
        };
        var value = TinyRecipes.Finetune(_temporary["value"], table);
        value = value with
        {
            Data = value.Data with { Task = TaskKind.Regression },
            Head = value.Head with { Pooling = Pooling.Cls },
            Training = TinyRecipes.Training(steps: 2),
        };

        string alibiFolder = alibi.Train().Result!.ModelFolder, valueFolder = value.Train().Result!.ModelFolder;

        Assert.False(File.Exists(Path.Combine(alibiFolder, "config.json")));
        Assert.Contains("A BERT with alibi positions has no class in Hugging Face's software, so that there is no `config.json`", Card(alibiFolder));
        var task = ModelFolder.Open(valueFolder).Description.Task!;
        Assert.NotEqual((0, 1), (task.TargetMean, task.TargetDeviation));
        Assert.Contains("loads the folder as `BertForSequenceClassification`. Its output y there stands for the value " +
            string.Create(CultureInfo.InvariantCulture, $"{task.TargetMean:R} + {task.TargetDeviation:R} y."), Card(valueFolder));
    }

    [Fact]
    public void A_list_without_all_k_mers_is_refused()
    {
        string folder = _temporary.CopyOf(Fixture("language"), "folder");
        string[] tokens = File.ReadAllLines(Path.Combine(folder, "vocab.txt"));
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), tokens.Select(token => token == "GAT" ? "GA" : token));

        string refusal = Refusal<InputException>(folder);

        Assert.EndsWith("vocab.txt: the list holds all k-mers of no k, but tokens such as 'TGT'; all 4^k k-mers of A, C, G and T or U were " +
                        "expected, in upper case; give a model of k-mers.", refusal);
    }

    [Fact]
    public void A_list_of_another_size_is_refused()
    {
        string folder = _temporary.CopyOf(Fixture("language"), "folder");
        File.AppendAllText(Path.Combine(folder, "vocab.txt"), "\n[X]\n");

        Assert.EndsWith("vocab.txt: the list has 70 tokens; the weights have rows for 69; give the vocab.txt that was saved with the weights.",
            Refusal<InputException>(folder));
    }

    [Fact]
    public void A_list_without_a_special_token_is_refused()
    {
        string folder = _temporary.CopyOf(Fixture("language"), "folder");
        string list = Path.Combine(folder, "vocab.txt");
        File.WriteAllText(list, File.ReadAllText(list).Replace("[MASK]", "<mask>", StringComparison.Ordinal));

        Assert.Contains("vocab.txt: the list has no [MASK]; BERT's special tokens were expected: [PAD] [UNK] [CLS] [SEP] [MASK]; ",
            Refusal<InputException>(folder));
    }

    [Fact]
    public void A_folder_without_weights_is_refused()
    {
        string folder = _temporary.CopyOf(Fixture("language"), "folder");
        File.Delete(Path.Combine(folder, "pytorch_model.bin"));

        Assert.Contains("the folder has neither model.safetensors nor pytorch_model.bin; weights in one file were expected",
            Refusal<InputException>(folder));
    }

    [Fact]
    public void A_config_of_other_weights_is_refused()
    {
        string folder = _temporary.CopyOf(Fixture("language"), "folder");
        string config = Path.Combine(folder, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("BertForMaskedLM", "BertForSequenceClassification", StringComparison.Ordinal));

        Assert.Contains("has no classifier, or one without outputs", Refusal<WeightFileException>(folder));
    }

    [Fact]
    public void A_recipe_that_contradicts_the_files_is_refused()
    {
        Assert.Contains("heads: is told by ", Assert.Throws<RecipeException>(() => Import(Fixture("language"), heads: 4)).Message);
        var recipe = new DnabertImportRecipe { Weights = Fixture("language"), Stride = 4, Output = _temporary["imported"] };
        Assert.Contains("stride: is 4, beyond k = 3", Assert.Throws<RecipeException>(() => DnabertImporting.Run(recipe, new RecordingLog(), default)).Message);
    }

    private ImportResult Import(string weights, string name = "imported", int? heads = null) => DnabertImporting.Run(
        new DnabertImportRecipe { Weights = weights, Heads = heads, Output = _temporary[name] }, new RecordingLog(), default);

    /// <summary>Why a folder is refused; nothing is left behind.</summary>
    private string Refusal<TException>(string weights) where TException : Exception
    {
        string refusal = Assert.Throws<TException>(() => Import(weights)).Message;
        Assert.False(Directory.Exists(_temporary["imported"]));
        return refusal;
    }

    /// <summary>The language model with its rows in the order of a list; tokens that it does not have get zeros.</summary>
    private string Reordered(string[] tokens)
    {
        string folder = _temporary["reordered"];
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), tokens);
        var config = JsonNode.Parse(File.ReadAllText(Fixture("language/config.json")))!;
        config["vocab_size"] = tokens.Length;
        File.WriteAllText(Path.Combine(folder, "config.json"), config.ToJsonString());
        string[] own = File.ReadAllLines(Fixture("language/vocab.txt"));
        long[] rows = [.. tokens.Select(token => (long)Array.IndexOf(own, token.Replace('U', 'T').Replace("[TNK]", "[UNK]", StringComparison.Ordinal)))];
        using var file = WeightFile.Open(Fixture("language/pytorch_model.bin"));
        SafeTensors.Write(Path.Combine(folder, "model.safetensors"), file.Names.ToDictionary(name => name, name =>
        {
            Tensor values = file.Load(name);
            if (values.Size(0) != own.Length)
                return values;
            var extended = Operators.Cat([values, Operators.Zeros([1, .. values.Shape[1..]])]);
            return extended.IndexSelect(0, Tensor.From<long>([.. rows.Select(row => row < 0 ? own.Length : row)], rows.Length));
        }));
        return folder;
    }

    private float[] Embed(string model)
    {
        TinyRecipes.Embed(model, Fixture("sequences.fa"), _temporary["out.npy"]).Embed();
        return MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(_temporary["out.npy"]).AsSpan()[^(Sequences * Dimensions * sizeof(float))..]).ToArray();
    }

    private static Tensor Expected(string name, int sequence)
    {
        using var file = SafeTensorsFile.Open(Fixture("expected.safetensors"));
        return file.Load($"{name}/{sequence}");
    }

    private static string Card(string folder) => File.ReadAllText(Path.Combine(folder, "README.md"));

    private static string Fixture(string name, [CallerFilePath] string thisFile = "") => Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "Cistron.Models.Tests", "Fixtures", "dnabert", name));
}

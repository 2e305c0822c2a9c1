using System.Globalization;
using System.Text;
using System.Text.Json;
using Cistron.Models;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Sequences.Tokenizers.Bpe;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Training.Interpretation;
using Cistron.Training.Masking;
using Cistron.Training.Objectives;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

[Collection(TrainedModelsCollection.Name)]
public sealed class AccuracyScoringTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_model_that_knows_the_answer_is_always_right_and_one_that_knows_nothing_has_two_bits_a_base()
    {
        using var scope = new TensorScope();
        var tokenizer = new KmerTokenizer(3, 3, Tail.Drop, Alphabet.Dna);
        var knowing = With(tokenizer, id => tokenizer.Vocabulary.TokenOf(id) == "ACA" ? 1e4f : 0);
        var knowingNothing = With(tokenizer, id => tokenizer.Vocabulary.Specials.Contains(id) ? -1e4f : 0);
        byte[] bases = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("ACA", 10)));

        var known = Score(knowing, tokenizer, bases);
        var unknown = Score(knowingNothing, tokenizer, bases);

        Assert.Equal((1, 0), (known.Accuracy, known.BitsPerBase));
        Assert.Equal(2, unknown.BitsPerBase, 1e-5);
        Assert.Equal((known.Tokens, 3 * known.Tokens), (unknown.Tokens, unknown.Bases));
    }

    [Fact]
    public void Tokens_of_all_sequences_are_scored_as_the_validation_of_pre_training_scores_them()
    {
        using var scope = new TensorScope();
        var folder = ModelFolder.Open(models.LanguageModel);
        var model = (MaskedLanguageModel)folder.LoadLanguageModel();
        var policy = new BertMasking(0.3).ForValidation;
        byte[][] sequences = [.. Enumerable.Range(0, 9).Select(i => Encoding.ASCII.GetBytes(SyntheticSequences.Random(12 + 2 * i, Stream(i))))];
        var batch = MaskedWindows.Batch([.. sequences.Select((bases, i) => MaskedWindows.Mask(bases, folder.Tokenizer, Framing.Both, int.MaxValue, policy,
            RandomStream.For(4, "accuracy mask", i, 0, 0)))]);
        var validated = new MaskedLanguageObjective(model, folder.Tokenizer, _ => [], 1, [batch]).Validate();

        var scored = new MaskedAccuracy(model, new SequenceEncoder(folder.Tokenizer, model.Backbone.Shape, null), policy, draws: 1, batchSize: 2, seed: 4)
            .Of(sequences, bases => bases, default).Aggregate(default(MaskedScore), (sum, one) => sum + one.Score);

        Assert.Equal(validated["accuracy"], scored.Accuracy, 1e-9);
        Assert.Equal(validated["bits_per_base"], scored.BitsPerBase, 1e-5);

        static RandomStream Stream(int i) => RandomStream.For(1, "words", i);
    }

    [Fact]
    public void Each_sequence_has_a_row_which_does_not_depend_on_the_rows_beside_it()
    {
        // Thirty lengths, so that rows are padded.
        string input = _temporary.Write("in.csv", "id,sequence,label\n" + string.Concat(Enumerable.Range(0, 30).Select(i =>
            $"s{i},{SyntheticSequences.Random(10 + i % 20, RandomStream.For(1, "words", i))},{(i % 3 == 0 ? "a" : "b")}\n")));

        var one = Run(Recipe(input) with { BatchSize = 1 });
        string[][] alone = Rows();
        var many = Run(Recipe(input) with { BatchSize = 64 });
        string[][] together = Rows();

        Assert.Equal(["id", "label", "masked_tokens", "accuracy", "bits_per_base"], together[0]);
        Assert.Equal(31, together.Length);
        foreach (var (first, second) in alone.Skip(1).Zip(together.Skip(1)))
        {
            Assert.Equal(first[..4], second[..4]);
            Assert.Equal(Number(first[4]), Number(second[4]), 2e-5);
        }
        Assert.Equal(["a", "b"], many.Labels.Select(label => label.Label));
        Assert.Equal((10, 20, 30), (many.Labels[0].Sequences, many.Labels[1].Sequences, many.All.Sequences));
        Assert.Equal(together.Skip(1).Sum(row => Number(row[2])), many.All.MaskedTokens);
        Assert.Equal(together.Skip(1).Average(row => Number(row[3])), many.All.Accuracy.Value, 1e-5);
        Assert.Equal(together.Skip(1).Where(row => row[1] == "a").Average(row => Number(row[4])), many.Labels[0].BitsPerBase.Value, 1e-5);
        Assert.Equal(one.CommonestShare, many.CommonestShare);
    }

    [Fact]
    public void The_same_seed_makes_the_same_table_and_another_seed_another_one()
    {
        Run(Recipe(models.Test));
        string first = File.ReadAllText(Table);

        Run(Recipe(models.Test));

        Assert.Equal(first, File.ReadAllText(Table));
        Run(Recipe(models.Test) with { Seed = 2 });
        Assert.NotEqual(first, File.ReadAllText(Table));
    }

    [Fact]
    public void Long_sequences_follow_the_rule_and_what_is_cut_is_counted()
    {
        string input = _temporary.Write("in.fa", $">long\n{SyntheticSequences.Random(70, RandomStream.For(1, "words"))}\n>short\nACGTACGT\n");

        Fault.Of<InputException>(() => Run(Recipe(input)), "70 bases", "choose what to do");
        var start = Run(Recipe(input) with { Long = LongSequenceRule.KeepStart });
        var windows = Run(Recipe(input) with { Long = LongSequenceRule.Windows });

        Assert.Equal((2, 1, 40), (start.Sequences, start.LongSequences, start.DroppedBases));
        Assert.Equal((1, 0), (windows.LongSequences, windows.DroppedBases));
        Assert.True(windows.All.MaskedTokens > start.All.MaskedTokens);
    }

    [Fact]
    public void A_sequence_without_a_token_to_mask_has_no_score()
    {
        string input = _temporary.Write("in.fa", ">n\nNNNNNNNN\n>a\nACGTACGTACGT\n");

        var result = Run(Recipe(input));

        Assert.Equal((2, 1, 1), (result.Sequences, result.Unscored, result.All.Sequences));
        Assert.Equal("n\t\t0\t\t", File.ReadLines(Table).ElementAt(1));
    }

    [Fact]
    public void The_folder_holds_page_pictures_table_and_numbers()
    {
        var result = Run(Recipe(models.Test));

        Assert.All(result.Files, file => Assert.True(File.Exists(Path.Combine(Output, file)), file));
        Assert.Contains("plots/accuracy-of-sequences.svg", result.Files);
        Assert.Contains("plots/mean-bits-per-base-of-a-sequence.svg", result.Files);
        var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Output, "accuracy.json"))).RootElement;
        Assert.Equal("interpret accuracy", json.GetProperty("verb").GetString());
        Assert.Equal(2, json.GetProperty("labels").GetArrayLength());
    }

    [Fact]
    public void Kernels_of_bases_and_tokens_of_byte_pairs_are_scored_as_well()
    {
        var kernels = TinyRecipes.Pretrain(_temporary["kernels"], models.Corpus, steps: 2) with
        {
            Tokenizer = null,
            Model = new ModelRecipe { Bert = TinyRecipes.Model with { Convolution = new BertConvolution { KernelBases = 6, Kernels = 12 } } },
        };
        var merges = new BpeMerges("ACGT", [(0, 1), (2, 3), (4, 5)]);
        TokenizerFolder.Save(BpeTokenizer.Of(merges, Alphabet.Dna), _temporary.Path, contextTokens: 512);
        var pairs = TinyRecipes.Pretrain(_temporary["pairs"], models.Corpus, steps: 2) with { Tokenizer = new TokenizerRecipe { Bpe = _temporary["tokenizer.json"] } };

        foreach (var recipe in new[] { kernels, pairs })
        {
            var result = Run(Recipe(models.Test) with { Model = recipe.Train().Result!.ModelFolder, Long = LongSequenceRule.KeepEnd });

            Assert.Equal(40, result.All.Sequences);
            Assert.InRange(result.All.Accuracy.Value, 0, 1);
            Assert.InRange(result.All.BitsPerBase.Value, 0.5, 5);
        }
    }

    [Fact]
    public void Models_and_maskings_that_do_not_fit_are_refused()
    {
        string next = TinyRecipes.PretrainCausal(_temporary["next"], models.Corpus, steps: 2).Train().Result!.ModelFolder;

        Fault.Of<ModelFolderException>(() => Run(Recipe(models.Test) with { Model = next }), "predicts the next token");
        Fault.Of<ModelFolderException>(() => Run(Recipe(models.Test) with { Model = models.Classifier }), "without its language-model head");
        Fault.Of<RecipeException>(() => Run(Recipe(models.Test) with { Masking = new MaskingRecipe { Spans = new SpanRecipe { Maximum = 2 } } }),
            "masking.spans", "less than the shortest");
    }

    /// <summary>A model whose logits are the same whatever it sees.</summary>
    private static MaskedLanguageModel With(Tokenizer tokenizer, Func<int, float> logit)
    {
        var model = new MaskedLanguageModel(TinyRecipes.Model.Configure(tokenizer.Vocabulary.Count, contextTokens: 32).Build());
        foreach (var (_, parameter) in model.Parameters())
            parameter.Assign(Operators.Zeros(parameter.Value.Shape));
        float[] bias = [.. Enumerable.Range(0, tokenizer.Vocabulary.Count).Select(logit)];
        model.Parameters().Single(p => p.Key == "cls.predictions.bias").Value.Assign(Tensor.From<float>(bias, bias.Length));
        return model;
    }

    private static MaskedScore Score(MaskedLanguageModel model, Tokenizer tokenizer, byte[] bases) =>
        new MaskedAccuracy(model, new SequenceEncoder(tokenizer, model.Backbone.Shape, null), new BertMasking(0.3).ForValidation, 5, 4, 1)
            .Of([bases], all => all, default).Single().Score;

    private string Output => _temporary["accuracy"];

    private string Table => Path.Combine(Output, "accuracy.tsv");

    private string[][] Rows() => [.. File.ReadLines(Table).Select(line => line.Split('\t'))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private AccuracyRecipe Recipe(string input) =>
        new() { Model = models.LanguageModel, Input = input, Output = Output, Device = "cpu", BatchSize = 8, Draws = 3 };

    private static AccuracyResult Run(AccuracyRecipe recipe) => AccuracyScoring.Run(recipe, new RecordingLog(), default);
}

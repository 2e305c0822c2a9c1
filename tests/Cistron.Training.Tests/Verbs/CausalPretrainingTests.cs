using System.Text;
using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Verbs;

public sealed class CausalPretrainingTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_repeated_word_is_learned_far_below_two_bits_and_the_model_says_what_it_predicts()
    {
        string corpus = _temporary.Write("words.fa", string.Concat(
            Enumerable.Range(0, 40).Select(i => $">r{i}\n{string.Concat(Enumerable.Repeat("ACGTTC", 10))}\n")));
        var recipe = TinyRecipes.PretrainCausal(_temporary["run"], corpus, steps: 300);

        var result = (recipe with
        {
            DropMult = 0,
            Model = new ModelRecipe { AwdLstm = new AwdLstmRecipe { Dimensions = 16, Units = 32 } },
            Data = recipe.Data with { Strands = StrandSampling.Forward },
            Training = recipe.Training with { LearningRate = 0.01, AverageDecay = null, Accumulate = 1, BatchSize = 16, ValidateEvery = 150 },
        }).Train().Result!;

        Assert.InRange(result.BitsPerBase, 0, 1);
        Assert.Equal(PredictedTokens.Next, result.Predicts);
        // 28 of 29 or so tokens have one new base: ln 4, and the first of each window three.
        Assert.InRange(result.UniformLoss, Math.Log(4), 1.15 * Math.Log(4));
        Assert.Equal(PredictedTokens.Next, ModelFolder.Open(result.ModelFolder).Description.Predicts);
    }

    [Fact]
    public void A_model_goes_on_learning_on_the_sequences_of_a_task_but_not_on_its_test_rows()
    {
        string general = TinyRecipes.PretrainCausal(_temporary["general"], Corpus()).Train().Result!.ModelFolder;
        string table = _temporary.Write("train.csv", SyntheticSequences.Table(40, 30, motif => motif ? "yes" : "no"));
        var labelled = new LabelledDataRecipe { Train = table, TestFraction = 0.2, DevFraction = 0.25, TrainRows = 10 };
        var task = TinyRecipes.PretrainCausal(_temporary["task"], "") with
        {
            Pretrained = general, Tokenizer = null, Model = null, DropMult = 0.5,
            Data = new CorpusRecipe { Labelled = labelled, WindowBases = 30, ValidationFraction = 0.2, MarkovOrder = 1 },
        };

        var result = task.Train().Result!;

        string[] corpus = Records(_temporary["task/labelled.fa.gz"]);
        string[] rows = [.. File.ReadLines(table).Skip(1).Select(line => line.Split(',')[0])];
        Assert.Equal(32, corpus.Length);
        Assert.Subset(rows.ToHashSet(), corpus.ToHashSet());
        var shape = Assert.IsType<AwdLstmConfiguration>(ModelFolder.Open(result.ModelFolder).Description.Backbone);
        Assert.Equal(0.5, shape.DropMult);
    }

    [Fact]
    public void A_classifier_starts_from_the_language_model_and_reads_sequences_of_any_length()
    {
        string general = TinyRecipes.PretrainCausal(_temporary["general"], Corpus()).Train().Result!.ModelFolder;
        string table = _temporary.Write("train.csv", SyntheticSequences.Table(40, 90, motif => motif ? "yes" : "no"));
        var recipe = TinyRecipes.Finetune(_temporary["classifier"], table).StartingFrom(general) with
        {
            DropMult = 0.5,
            Head = new HeadRecipe { Pooling = Pooling.Concat, Dropout = 0.2 },
        };

        var result = recipe.Train().Result!;

        var shape = Assert.IsType<AwdLstmConfiguration>(ModelFolder.Open(result.ModelFolder).Description.Backbone);
        Assert.Equal(AwdLstmDropout.Classifier, shape.Dropout);
        Assert.Equal(0, result.LongSequences);
    }

    [Fact]
    public void What_a_model_cannot_learn_is_told_before_the_first_step()
    {
        var recipe = TinyRecipes.PretrainCausal(_temporary["run"], Corpus());
        var bert = new ModelRecipe { Bert = new BertRecipe() };
        var both = new ModelRecipe { AwdLstm = new AwdLstmRecipe { Bidirectional = true } };
        var untied = new ModelRecipe { AwdLstm = new AwdLstmRecipe { TiedDecoder = false } };

        Refused(recipe with { Model = bert }, "causal", "attention has seen the next token");
        Refused(recipe with { Model = both }, "causal", "a bidirectional LSTM has read the next token");
        Refused(recipe with { Model = untied, Causal = null, Masking = new MaskingRecipe() }, "masking", "tied_decoder");
        Refused(recipe with { Model = bert, Causal = null, DropMult = 1 }, "drop_mult", "AWD-LSTM");

        static void Refused(PretrainRecipe recipe, params string[] words) => Fault.Of<RecipeException>(() => recipe.Train(), words);
    }

    [Fact]
    public void A_model_of_another_kind_is_not_gone_on_with()
    {
        string causal = TinyRecipes.PretrainCausal(_temporary["causal"], Corpus()).Train().Result!.ModelFolder;
        var recipe = TinyRecipes.Pretrain(_temporary["masked"], Corpus()) with
        {
            Pretrained = causal, Tokenizer = null, Model = null, Masking = new MaskingRecipe(),
        };

        Fault.Of<RecipeException>(() => recipe.Train(), "masking", "is not what", "leave it out");
    }

    [Fact]
    public void A_bidirectional_LSTM_learns_to_fill_in_masked_tokens()
    {
        var recipe = TinyRecipes.Pretrain(_temporary["run"], Corpus()) with
        {
            Model = new ModelRecipe { AwdLstm = new AwdLstmRecipe { Dimensions = 8, Units = 12, Bidirectional = true } },
        };

        Assert.Equal(PredictedTokens.Masked, recipe.Train().Result!.Predicts);
    }

    private string Corpus() => _temporary.Write("corpus.fa", SyntheticSequences.Fasta(records: 30, length: 60));

    private static string[] Records(string fasta) =>
        [.. FastaReader.Read(fasta).Select(record => Encoding.ASCII.GetString(record.Bases))];
}

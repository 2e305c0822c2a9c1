using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Sequences.Tokenizers.Bpe;
using Cistron.Sequences.Windows;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Verbs;

/// <summary>Tokens of different lengths, from pre-training to predictions.</summary>
public sealed class BpeTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly string _corpus;
    private readonly TokenizerRecipe _tokenizer;

    public BpeTests()
    {
        _corpus = _temporary.Write("corpus.fa", SyntheticSequences.Fasta(records: 30, length: 60));
        // AC, GT, ACGT, TTT: tokens that random bases have often enough.
        var merges = new BpeMerges("ACGT", [(0, 1), (2, 3), (4, 5), (3, 3), (7, 3)]);
        TokenizerFolder.Save(BpeTokenizer.Of(merges, Alphabet.Dna), _temporary.Path, contextTokens: 512);
        _tokenizer = new TokenizerRecipe { Bpe = _temporary["tokenizer.json"] };
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_pretrained_model_is_finetuned_evaluated_and_predicts()
    {
        var pretrained = Pretrain().Train().Result!;
        string train = _temporary.Write("train.csv", SyntheticSequences.Table(48, 30, motif => motif ? "yes" : "no"));
        string test = _temporary.Write("test.csv", SyntheticSequences.Table(40, 50, motif => motif ? "yes" : "no", seed: 2));
        var recipe = TinyRecipes.Finetune(_temporary["finetune"], train).StartingFrom(pretrained.ModelFolder);
        recipe = recipe with { Data = recipe.Data with { Test = test, Long = LongSequenceRule.Windows, Strands = StrandSampling.Both } };

        var finetuned = recipe.Train().Result!;

        Assert.InRange(pretrained.BitsPerBase, 1.5, 4);             // ten steps from random weights, on random bases
        Assert.InRange(pretrained.MarkovBitsPerBase, 1.9, 2.2);
        Assert.IsType<BpeTokenizer>(ModelFolder.Open(finetuned.ModelFolder).Tokenizer);
        var evaluation = (TinyRecipes.Evaluate(finetuned.ModelFolder, test) with { Long = LongSequenceRule.Windows }).Evaluate();
        Assert.Equal(finetuned.Test!.Metrics["accuracy"].Value, evaluation.Judgement.Metrics["accuracy"].Value, 1e-9);
        var predicted = (TinyRecipes.Predict(finetuned.ModelFolder, test, _temporary["predictions.tsv"]) with { Long = LongSequenceRule.Windows }).Predict();
        Assert.Equal(40, predicted.Sequences);
    }

    [Fact]
    public void Rows_are_cut_at_the_context_and_tokens_counted_as_they_are()
    {
        var recipe = Pretrain();
        var log = new RecordingLog();
        var result = (recipe with
        {
            Model = new ModelRecipe { Bert = TinyRecipes.Model with { ContextTokens = 8 } },
        }).Train(log).Result!;

        Assert.Equal(10 * 8 * 8, result.Tokens);                    // windows of 30 bases have six tokens and more
        Assert.Equal(8, ModelFolder.Open(result.ModelFolder).Description.Backbone.ContextTokens);
    }

    [Fact]
    public void Every_base_has_an_answer_of_its_own()
    {
        var draws = RandomStream.For(1, "bases");
        string table = _temporary.Write("bases.csv", "sequence,label\n" + string.Concat(Enumerable.Range(0, 96)
            .Select(_ => SyntheticSequences.Random(24, draws))
            .Select(bases => $"{bases},{string.Concat(bases.Select(letter => letter == 'C' ? 'c' : 'o'))}\n")));
        var recipe = TinyRecipes.Finetune(_temporary["bases"], table) with { Tokenizer = _tokenizer };
        recipe = recipe with
        {
            Data = recipe.Data with { Task = TaskKind.PerBaseClass, TestFraction = 0.2 },
            Training = TinyRecipes.Training(300) with { LearningRate = 1e-2 },
        };

        Assert.InRange(recipe.Train().Result!.Test!.Metrics["accuracy"].Value, 0.95, 1);
    }

    [Fact]
    public void Spans_of_overlapping_kmers_are_refused()
    {
        Fault.Of<RecipeException>(() => (Pretrain() with { Masking = new MaskingRecipe { Spans = new SpanRecipe() } }).Train(),
            "masking.spans", "k-mers that overlap");
    }

    [Fact]
    public void Next_token_prediction_is_refused()
    {
        var recipe = Pretrain() with { Model = new ModelRecipe { AwdLstm = new AwdLstmRecipe { Dimensions = 8, Units = 12 } } };

        Fault.Of<RecipeException>(() => recipe.Train(), "causal", "byte pairs");
    }

    [Fact]
    public void Another_stride_is_refused()
    {
        var pretrained = Pretrain().Train().Result!;
        string train = _temporary.Write("train.csv", SyntheticSequences.Table(48, 30, motif => motif ? "yes" : "no"));
        var recipe = TinyRecipes.Finetune(_temporary["finetune"], train).StartingFrom(pretrained.ModelFolder) with { TokenStride = 2 };

        Fault.Of<RecipeException>(() => recipe.Train(), "token_stride", "places k-mers");
    }

    [Fact]
    public void A_window_of_kmers_beyond_the_context_is_refused()
    {
        var recipe = TinyRecipes.Pretrain(_temporary["kmers"], _corpus) with
        {
            Model = new ModelRecipe { Bert = TinyRecipes.Model with { ContextTokens = 8 } },
        };

        Fault.Of<RecipeException>(() => recipe.Train(), "data.window_bases", "30 tokens", "give at most 8");
    }

    [Fact]
    public void Bpe_and_kmers_are_not_given_together()
    {
        Assert.Equal(["bpe"], (_tokenizer with { K = 3 }).Validate().Select(fault => fault.Key));
    }

    private PretrainRecipe Pretrain() => TinyRecipes.Pretrain(_temporary["pretrain"], _corpus) with { Tokenizer = _tokenizer };
}

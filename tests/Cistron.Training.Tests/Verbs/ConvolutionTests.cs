using Cistron.Models;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Training.Planning;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

/// <summary>Every verb on a BERT that reads bases through a convolution.</summary>
public sealed class ConvolutionTests : IDisposable
{
    private static readonly ModelRecipe Model =
        new() { Bert = TinyRecipes.Model with { Convolution = new BertConvolution { KernelBases = 6, Kernels = 12, HiddenKernels = 5 } } };

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_pre_trained_model_is_fine_tuned_evaluated_asked_and_embedded()
    {
        var pretrained = Pretrain(_temporary["pretrain"]).Train().Result!;
        var folder = ModelFolder.Open(pretrained.ModelFolder);
        Assert.Equal(("dna letters", 6), ($"{folder.Tokenizer}", folder.Description.Backbone.TokensPerState));
        Assert.Equal(2, pretrained.UniformBitsPerBase);
        // Each masked token is one base.
        Assert.Equal(pretrained.Loss / Math.Log(2), pretrained.BitsPerBase, 1e-9);
        Assert.Contains("12 kernels of 6 bases over 5 of 3", File.ReadAllText(new RunPaths(_temporary["pretrain"]).Report), StringComparison.Ordinal);

        string test = _temporary.Write("test.csv", SyntheticSequences.Table(20, 31, motif => motif ? "yes" : "no", seed: 2));
        var recipe = Finetune(_temporary["finetune"]).StartingFrom(pretrained.ModelFolder);
        var finetuned = (recipe with
        {
            Data = recipe.Data with { Test = test, Long = LongSequenceRule.KeepEnd },
            Training = recipe.Training with { Steps = null, Phases = [new PhaseRecipe { Steps = 3, Train = "head" }, new PhaseRecipe { Steps = 4 }] },
        }).Train().Result!;

        var evaluated = (TinyRecipes.Evaluate(finetuned.ModelFolder, test) with { Long = LongSequenceRule.KeepEnd }).Evaluate();
        Assert.Equal(finetuned.Test!.Metrics["mcc"].Value, evaluated.Judgement.Metrics["mcc"].Value, 1e-9);
        string input = _temporary.Write("in.fa", ">a\nACGTACGTAC\n>b\nNRA\n>c\nGGGTTTAAACCCGGGTTTAAAUCCC\n");
        Assert.Equal(3, TinyRecipes.Predict(finetuned.ModelFolder, input, _temporary["out.tsv"]).Predict().Sequences);
        Assert.Equal((3, 16), TinyRecipes.Embed(pretrained.ModelFolder, input, _temporary["out.npy"]).Embed() is var embedded
            ? (embedded.Sequences, embedded.Dimensions) : default);
    }

    [Theory]
    [InlineData(Precision.Fp32, 1)]
    [InlineData(Precision.Fp32, 5)]
    [InlineData(Precision.Bf16, 5)]
    public void A_stopped_run_ends_in_the_same_bits(Precision precision, int stopAt)
    {
        string corpus = Corpus(), table = Table();
        var training = TinyRecipes.Training(steps: 10) with { Precision = precision };
        bool OnCorpus(string run, RecordingLog log, CancellationToken stop) =>
            (Pretrain(run, corpus) with { Training = training }).Train(log, stop).WasStopped;
        bool OnTable(string run, RecordingLog log, CancellationToken stop) =>
            (Finetune(run, table) with { Training = training }).Train(log, stop).WasStopped;

        AssertResumed(_temporary["corpus"], stopAt, OnCorpus);
        AssertResumed(_temporary["table"], stopAt, OnTable);
    }

    [Fact]
    public void Values_and_bases_can_be_learned()
    {
        string values = _temporary.Write("values.csv", SyntheticSequences.Table(24, 31, motif => motif ? "1.5" : "-0.25"));
        string bases = _temporary.Write("bases.csv", SyntheticSequences.Table(24, 31, motif => new string(motif ? '.' : '(', 31)));
        var ofValues = Finetune(_temporary["values"], values);
        var ofBases = Finetune(_temporary["bases"], bases);

        var regression = (ofValues with { Data = ofValues.Data with { Task = TaskKind.Regression } }).Train().Result!;
        var perBase = (ofBases with { Data = ofBases.Data with { Task = TaskKind.PerBaseClass } }).Train().Result!;

        Assert.Contains("pearson", regression.Dev.Metrics.Keys);
        Assert.Equal(6 * 31, ModelFolder.Open(perBase.ModelFolder).LoadPerBasePredictor(Device.Cpu, null)
            .Outputs(Enumerable.Repeat("ACGTACGTACGTACGTACGTACGTACGTACG"u8.ToArray(), 6), 4).Sum(row => row.Length));
    }

    [Fact]
    public void A_masked_base_is_never_an_ambiguity_letter()
    {
        string corpus = _temporary.Write("n.fa", $">a\n{string.Concat(Enumerable.Repeat("NNRYNNANNN", 30))}\n>b\n{new string('C', 300)}\n");
        var recipe = Pretrain(_temporary["run"], corpus);

        var result = (recipe with { Data = recipe.Data with { MaxAmbiguousShare = 1 } }).Train().Result!;

        Assert.True(double.IsFinite(result.Loss) && double.IsFinite(result.BitsPerBase));
    }

    [Fact]
    public void What_a_convolution_cannot_do_is_refused_in_one_sentence()
    {
        var pretrained = Pretrain(_temporary["pretrain"]).Train().Result!;
        var tokens = new TokensRecipe { Model = pretrained.ModelFolder, Output = _temporary["tokens"] };

        Refused<ModelFolderException>("has learned no vectors of tokens", () => TokenMapping.Run(tokens, new RecordingLog(), default));
        Refused<RecipeException>("costs are not worked out",
            () => Estimating.Run(Pretrain(_temporary["plan"]), new EstimateConditions { Measures = false }, new RecordingLog(), default));
        var strided = Finetune(_temporary["stride"]).StartingFrom(pretrained.ModelFolder) with { TokenStride = 1 };
        Refused<RecipeException>("has other tokens (dna letters)", () => strided.Train());
    }

    [Theory]
    [InlineData("tokenizer.k=3", "stands beside model.bert.convolution, which reads single bases")]
    [InlineData("model.bert.convolution.hidden_kernels=4", "hidden_kernels have 3 bases each, of which 8 kernel_bases are no multiple")]
    [InlineData("model.bert.convolution.kernels=0", "model.bert.convolution.kernels")]
    public void A_recipe_that_contradicts_itself_is_refused(string argument, string words)
    {
        string[] arguments = ["run=x", "data.corpus=[a.fa]", "model.bert.convolution.kernel_bases=8", argument];

        Refused<RecipeException>(words, () => RecipeBinder.Bind<PretrainRecipe>((RecipeText?)null, arguments));
    }

    private static void Refused<T>(string words, Action action) where T : Exception =>
        Assert.Contains(words, Assert.Throws<T>(action).Message, StringComparison.Ordinal);

    private static void AssertResumed(string whole, int stopAt, Func<string, RecordingLog, CancellationToken, bool> train)
    {
        string stopped = $"{whole} stopped";
        Assert.False(train(whole, new RecordingLog(), default));
        using (var stop = new CancellationTokenSource())
            Assert.True(train(stopped, new RecordingLog(report => { if (report.State.Step == stopAt) stop.Cancel(); }), stop.Token));
        Assert.False(train(stopped, new RecordingLog(), default));
        RunContent.AssertSame(RunContent.Of(whole), RunContent.Of(stopped));
    }

    private PretrainRecipe Pretrain(string run, string? corpus = null) =>
        TinyRecipes.Pretrain(run, corpus ?? Corpus()) with { Model = Model, Tokenizer = null };

    private FinetuneRecipe Finetune(string run, string? train = null) =>
        TinyRecipes.Finetune(run, train ?? Table()) with { Model = Model, Tokenizer = null };

    private string Corpus() => _temporary.Write("corpus.fa", SyntheticSequences.Fasta(records: 30, length: 60));

    private string Table() => _temporary.Write("train.csv", SyntheticSequences.Table(32, 31, motif => motif ? "yes" : "no"));
}

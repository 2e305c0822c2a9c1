using Cistron.Models;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Objectives;
using Cistron.Training.Planning;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Planning;

public sealed class StepShapeTests
{
    private static readonly Tokenizer Kmers = new KmerTokenizer(6, 1, Tail.Drop, Alphabet.Dna);

    private static readonly PretrainRecipe Recipe = new()
    {
        Run = "runs/x",
        Data = new CorpusRecipe { Corpus = ["a.fa"], WindowBases = 515, ValidationFraction = 0.1 },
        Tokenizer = new TokenizerRecipe { K = 6 },
        Training = new TrainingRecipe { Steps = 1000, BatchSize = 8, Accumulate = 4 },
    };

    [Fact]
    public void Windows_of_one_length_make_passes_that_are_alike_and_without_padding()
    {
        StepShape step = MaskedSteps.Of(Recipe, Kmers, Framing.Both, split: null);

        Assert.Equal(4, step.Passes.Count);
        Assert.All(step.Passes, pass => Assert.Equal((8, 512, 4096), (pass.Rows, pass.Width, pass.Tokens)));
        Assert.Null(step.StepsPerEpoch);
    }

    [Fact]
    public void Windows_of_mixed_lengths_are_sorted_so_that_the_long_half_has_no_padding()
    {
        StepShape step = MaskedSteps.Of(Recipe with { Data = Recipe.Data with { ShortestWindowBases = 10 } }, Kmers, Framing.Both, null);

        Assert.True(step.Passes[0].IsPadded && step.Passes[1].IsPadded && !step.Passes[3].IsPadded);
        // Half of the rows have 512 tokens, the others 7 to 512: 385.75 on average, within three standard errors of 4,096 draws.
        Assert.InRange(step.Tokens / step.Rows, 385.75 - 8, 385.75 + 8);
        Assert.Equal(512, step.Largest.Width);
    }

    [Fact]
    public void Short_records_make_short_rows()
    {
        var split = new CorpusSplit([new CorpusRecord("a", 0, 0, 105, []), new CorpusRecord("b", 0, 105, 105, [])], 0);

        Assert.Equal(102, MaskedSteps.Of(Recipe, Kmers, Framing.Both, split).Largest.Width);
    }

    // The specification's Monte Carlo for RandomMask: 14.1, 15.9, 18.1, 20.2 and 22 % of 500 tokens in five equal phases.
    [Theory]
    [InlineData("bert", 0.15)]
    [InlineData("dnabert", 0.141)]
    [InlineData("grow", 0.1806)]
    public void The_share_of_tokens_to_predict_is_that_of_the_policy_over_all_phases(string masking, double share)
    {
        var recipe = Recipe with
        {
            Masking = masking switch
            {
                "bert" => null,
                "dnabert" => new MaskingRecipe { Spans = new SpanRecipe() },
                _ => new MaskingRecipe { Spans = new SpanRecipe { Curriculum = SpanCurriculum.Grow } },
            },
        };

        StepShape step = MaskedSteps.Of(recipe, Kmers, Framing.Both, null);

        Assert.InRange(step.Targets / step.Tokens, share - 0.008, share + 0.008);
    }

    [Fact]
    public void Steps_of_an_epoch_are_those_that_training_makes()
    {
        using var folder = new TemporaryFolder();
        string fasta = folder.Write("a.fa", string.Concat(Enumerable.Range(0, 40).Select(i =>
            $">r{i}\n{new string('A', 200 + 17 * i)}{new string('C', 300)}\n")));
        using var corpus = CorpusBuilder.Build([fasta], Alphabet.Dna, folder["corpus"]);
        var split = new CorpusSplit(corpus.Records, 0.1);
        var recipe = Recipe with { Data = Recipe.Data with { WindowBases = 130 }, Causal = new CausalRecipe { Bptt = 30 } };
        var windows = new CausalWindows(corpus, split.Training, Kmers, new CausalReading(130, StrandSampling.Both, 30, Jitter: false), 8, 4, seed: 1);
        long bases = split.Training.Sum(region => region.Length);

        StepShape masked = MaskedSteps.Of(recipe, Kmers, Framing.Both, split), causal = CausalSteps.Of(recipe, Kmers, split);

        Assert.Equal(bases / (8.0 * 4 * 130), masked.StepsPerEpoch);
        // Pieces are taken to be of mean length, and their borders move from epoch to epoch.
        Assert.InRange(causal.StepsPerEpoch!.Value / windows.StepsPerEpoch, 0.8, 1.25);
        Assert.InRange(causal.Tokens * causal.StepsPerEpoch.Value / bases, 0.9, 1.2);
    }
}

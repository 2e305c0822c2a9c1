using System.Text;
using Cistron.Evaluation.Metrics;
using Cistron.Models;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Models.Inference;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Training.Data;
using Cistron.Training.Masking;
using Cistron.Training.Objectives;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Objectives;

public sealed class RandomFrameTests
{
    private const int ContextBases = 60;

    private static readonly LetterTokenizer Tokenizer = new(Alphabet.Dna);

    private static readonly BertConfiguration Shape = (TinyRecipes.Model with { Convolution = new BertConvolution { KernelBases = 9 } })
        .Configure(LetterTokenizer.VocabularySize, ContextBases + 1);

    [Theory]
    [InlineData(40, LongSequenceRule.KeepStart)]
    [InlineData(60, LongSequenceRule.KeepEnd)]
    [InlineData(500, LongSequenceRule.KeepStart)]
    [InlineData(500, LongSequenceRule.KeepMiddle)]
    [InlineData(500, LongSequenceRule.KeepEnd)]
    public void A_training_row_shows_every_frame_and_a_dev_row_one(int length, LongSequenceRule rule)
    {
        using var scope = new TensorScope();
        byte[] bases = Bases(length);
        var encoder = new SequenceEncoder(Tokenizer, Shape, rule);
        var window = encoder.Cut(bases)[0];

        string[] framed = Seen(bases, encoder, frames: 9), whole = Seen(bases, encoder, frames: 1);

        string shown = Encoding.ASCII.GetString(bases[window.Start..window.End]);
        Assert.Equal(Enumerable.Range(0, 9).Select(frame => shown[frame..]).Order(), framed.Distinct().Order());
        Assert.Equal([shown], whole.Distinct());
    }

    [Fact]
    public void A_row_keeps_at_least_one_base()
    {
        using var scope = new TensorScope();
        var encoder = new SequenceEncoder(Tokenizer, Shape, LongSequenceRule.Windows);

        Assert.Equal(["T"], Seen("T"u8.ToArray(), encoder, frames: 9).Distinct());
        Assert.Equal(["A", "CA", "GCA"], Seen("GCA"u8.ToArray(), encoder, frames: 9).Distinct().Order());
    }

    [Fact]
    public void Windows_of_short_records_begin_at_any_base_of_their_first_kernel()
    {
        using var folder = new TemporaryFolder();
        byte[] record = Bases(40);
        using var corpus = CorpusBuilder.Build([folder.Write("a.fa", $">a\n{Encoding.ASCII.GetString(record)}\n")], Alphabet.Dna, folder["corpus"]);
        var sampler = new WindowSampler(corpus, [new CorpusRegion(0, 0, 40)], new WindowOptions(50, 1), StrandSampling.Forward, seed: 1);

        int[][] framed = Lengths(frames: 9), whole = Lengths(frames: 1);

        Assert.Equal(Enumerable.Range(32, 9).Order(), framed.SelectMany(step => step).Distinct().Order());
        Assert.Equal(framed[3], Lengths(frames: 9)[3]);
        Assert.All(whole.SelectMany(step => step), length => Assert.Equal(40, length));

        int[][] Lengths(int frames)
        {
            var windows = new MaskedWindows(sampler, Tokenizer, MaskingPlan.Of(new BertMasking()), batchSize: 8, accumulate: 1,
                windowBases: 50, seed: 1, Framing.Start, frames: frames);
            return [.. Enumerable.Range(0, 10).Select(step => windows.Batches(step).SelectMany(batch => batch.Inputs.Select(ids => ids.Length - 1)).ToArray())];
        }
    }

    [Fact]
    public void Kernels_of_several_bases_have_frames_unless_the_recipe_says_no()
    {
        Assert.Equal((9, 9, 1), (RandomFrame.Count(null, Shape), RandomFrame.Count(true, Shape), RandomFrame.Count(false, Shape)));

        var tokens = TinyRecipes.Model.Configure(vocabularySize: 9, contextTokens: 10);
        Assert.Equal((1, 1), (RandomFrame.Count(null, tokens), RandomFrame.Count(false, tokens)));
        var refusal = Assert.Throws<RecipeException>(() => RandomFrame.Count(true, tokens));
        Assert.Contains("this model reads every token", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>What the only row of an objective shows in forty epochs.</summary>
    private static string[] Seen(byte[] bases, SequenceEncoder encoder, int frames)
    {
        var task = new SequenceTask { Kind = TaskKind.MultiClass, Outputs = ["no", "yes"], Pooling = Pooling.Mean };
        var rows = new TargetRows([bases], [[1]]);
        var predictor = new SequencePredictor(new SequenceModel(Shape.Build(), 2, Pooling.Mean, dropout: 0), task, encoder);
        var objective = new SequenceObjective(predictor, rows, rows, Metric.Accuracy, batchSize: 1, accumulate: 1, seed: 1, frames);
        return [.. Enumerable.Range(0, 80).SelectMany(epoch => objective.Batches(epoch)).Cast<SequenceBatch>()
            .Select(batch => Tokenizer.Decode(batch.Inputs[0]))];
    }

    private static byte[] Bases(int count) => Encoding.ASCII.GetBytes(SyntheticSequences.Random(count, RandomStream.For(1, "words")));
}

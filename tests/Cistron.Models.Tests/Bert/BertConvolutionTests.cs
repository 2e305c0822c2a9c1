using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Models.Importance;
using Cistron.Models.Inference;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Windows;
using Cistron.Torch;

namespace Cistron.Models.Tests.Bert;

public class BertConvolutionTests
{
    /// <summary>Kernels add in another order for another shape of batch: a few float32 roundings, no more.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Of 1 to 14 kernels of four bases; the last kernel of most rows is not full.</summary>
    private static readonly byte[][] Sequences = [.. new[] { 7, 54, 1, 32, 30, 4 }.Select(Sample.Bases)];

    public static TheoryData<BertConvolution> Shapes { get; } =
    [
        new BertConvolution { KernelBases = 4 },
        new BertConvolution { KernelBases = 9, Kernels = 40, OutputRelu = true },
        new BertConvolution { KernelBases = 6, HiddenKernels = 5, Relu = false, InputLinear = true },
        new BertConvolution { KernelBases = 1, OutputLinear = false },
        new BertConvolution { KernelBases = 3, Kernels = 20, LayerNorm = true },
        new BertConvolution { KernelBases = 3, Kernels = 8, HiddenKernels = 6, OutputLinear = false },
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Weights_are_counted_without_building(BertConvolution convolution)
    {
        using var scope = new TensorScope();
        var shape = Sample.Convolution with { Convolution = convolution };

        Assert.Equal(shape.Build().ParameterCount, shape.CountParameters());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Bases_are_predicted_whatever_the_number_of_kernels(BertConvolution convolution)
    {
        using var scope = new TensorScope();
        var model = Sample.LanguageModel(Sample.Convolution with { Convolution = convolution });

        Tensor logits = model.Forward(Sample.LetterBatch("ACG?TTGACCA", "?C"), Tensor.From<long>([4, 13], 2));
        logits.CrossEntropyLoss(Tensor.From<long>([8, 5], 2)).Backward();

        Assert.Equal([2, 20], logits.Shape);
        Assert.Equal([5, 6, 7, 8], TensorAssert.Values(logits.Select(0, 1)).Index().Where(l => float.IsFinite(l.Item)).Select(l => l.Index));
        Assert.All(model.Parameters().Where(p => p.Value.IsLearned && p.Value.Value.Grad is not null),
            p => Assert.All(TensorAssert.Values(p.Value.Value.Grad!), value => Assert.True(float.IsFinite(value))));
    }

    [Fact]
    public void A_row_has_a_state_for_CLS_and_for_each_kernel_that_has_a_base()
    {
        using var scope = new TensorScope();
        var backbone = Sample.LanguageModel(Sample.Convolution).Backbone;
        var batch = Sample.LetterBatch("ACGTACGTA", "ACGT", "A");

        var states = backbone.States(batch);

        Assert.Equal([4, 2, 2], states.Lengths);
        Assert.Equal([3, 4, 32], backbone.Forward(batch).Shape);
        Assert.Equal([1f, 1, 0, 0], TensorAssert.Values(states.Mask().Select(0, 2)));
    }

    [Theory]
    [MemberData(nameof(Sample.Encoders), MemberType = typeof(Sample))]
    public void Outputs_of_every_pooling_are_the_same_alone_padded_and_in_another_order(PositionEncoding position, Normalization normalization)
    {
        foreach (var pooling in Enum.GetValues<Pooling>())
        {
            var predictor = Predictor(Sample.Convolution with { Position = position, Normalization = normalization },
                Sample.Task with { Pooling = pooling });

            float[][] single = Answers(predictor, Sequences, batchSize: 1);
            float[][] batched = Answers(predictor, Sequences, batchSize: 6);
            float[][] reversed = Answers(predictor, [.. Sequences.Reverse()], batchSize: 4);

            for (int i = 0; i < Sequences.Length; i++)
            {
                TensorAssert.Close(single[i], batched[i], Tolerance);
                TensorAssert.Close(single[i], reversed[^(i + 1)], Tolerance);
            }
            Assert.Equal(Sequences.Length, single.Select(answer => answer[0]).Distinct().Count());
        }
    }

    [Fact]
    public void What_fills_padded_places_is_never_seen()
    {
        using var scope = new TensorScope();
        int[][] rows = [.. Sequences.Select(bases => Sample.Letters.Frame(bases, Framing.Start))];
        foreach (var pooling in Enum.GetValues<Pooling>())
        {
            var model = Sample.SequenceModel(Sample.Convolution, Sample.Task with { Pooling = pooling });

            Tensor padded = model.Forward(TokenBatch.From(rows, paddingId: 0, Device.Cpu));
            Tensor filled = model.Forward(TokenBatch.From(rows, paddingId: 7, Device.Cpu));

            Assert.Equal(TensorAssert.Values(padded), TensorAssert.Values(filled));
        }
    }

    [Fact]
    public void The_end_of_a_sequence_is_no_base_of_any_kind()
    {
        var predictor = Predictor(Sample.Convolution, Sample.Task);

        float[][] answers = Answers(predictor, ["ACGTAC"u8.ToArray(), "ACGTACNN"u8.ToArray(), "ACGTACAA"u8.ToArray()], 3);

        Assert.NotEqual(answers[0], answers[1]);
        Assert.NotEqual(answers[0], answers[2]);
    }

    [Fact]
    public void An_ambiguity_letter_is_the_mean_of_its_bases_to_linear_kernels_and_an_unknown_base_is_any()
    {
        using var scope = new TensorScope();
        var shape = Sample.Convolution with { Convolution = new BertConvolution { KernelBases = 4, Relu = false } };
        var embeddings = new KernelEmbeddings(shape, shape.Convolution!);

        Tensor found = embeddings.Forward(Sample.LetterBatch("TRGC", "TAGC", "TGGC", "T?GC", "TNGC"));

        Tensor[] kernels = [.. Enumerable.Range(0, 5).Select(row => found.Select(0, row).Select(0, 1))];
        TensorAssert.Close((kernels[1] + kernels[2]) * 0.5, kernels[0], Tolerance);
        TensorAssert.Close(kernels[3], kernels[4], Tolerance);
        Assert.NotEqual(TensorAssert.Values(kernels[0]), TensorAssert.Values(kernels[4]));
    }

    [Fact]
    public void A_model_folder_keeps_the_model()
    {
        using var folder = new TemporaryFolder();
        var predictor = Predictor(Sample.Convolution, Sample.Task);
        ModelFolder.Save(folder.Path, predictor.Model, Sample.Describe(Sample.Convolution, Sample.Task), Sample.Letters, card: "# A model\n");

        var loaded = ModelFolder.Open(folder.Path).LoadPredictor(Device.Cpu, LongSequenceRule.Windows);

        Assert.Equal(Sample.Convolution, loaded.Model.Backbone.Shape);
        Assert.Equal(Answers(predictor, Sequences, 2), Answers(loaded, Sequences, 2));
        Assert.False(File.Exists(Path.Combine(folder.Path, "config.json")));
    }

    [Fact]
    public void The_description_of_another_BERT_does_not_name_a_convolution()
    {
        using var folder = new TemporaryFolder();
        var model = Sample.SequenceModel(Sample.Shape, Sample.Task);
        ModelFolder.Save(folder.Path, model, Sample.Describe(Sample.Shape, Sample.Task), Sample.Tokenizer, card: "");

        Assert.DoesNotContain("convolution", File.ReadAllText(Path.Combine(folder.Path, ModelFolder.DescriptionFile)), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_base_under_a_kernel_has_its_own_output_which_depends_neither_on_batch_nor_on_order()
    {
        var task = new SequenceTask { Kind = TaskKind.PerBaseClass, Outputs = ["(", ")", "."], Pooling = null };
        TorchRandom.Seed(1);
        var model = new PerBaseModel(Sample.Convolution.Build(), task.Outputs.Count, tokenBases: 1, dropout: 0.1);
        var predictor = new PerBasePredictor(model, task, new SequenceEncoder(Sample.Letters, Sample.Convolution, LongSequenceRule.Windows));

        double[][][] single = [.. predictor.Outputs(Sequences, batchSize: 1)];
        double[][][] batched = [.. predictor.Outputs(Sequences, batchSize: 4)];

        Assert.Equal(Sequences.Select(bases => bases.Length), single.Select(outputs => outputs.Length));
        for (int i = 0; i < Sequences.Length; i++)
            TensorAssert.Close(Flat(single[i]), Flat(batched[i]), Tolerance);
        Assert.Equal(54, single[1].Select(output => output[0]).Distinct().Count());

        static float[] Flat(double[][] outputs) => [.. outputs.SelectMany(output => output).Select(value => (float)value)];
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bases_are_scored_in_any_batch(bool attends)
    {
        float[][] alone = Scores(batchSize: 1), together = Scores(batchSize: 6);

        for (int i = 0; i < Sequences.Length; i++)
        {
            Assert.Equal(Sequences[i].Length, alone[i].Length);
            for (int place = 0; place < alone[i].Length; place++)
                Assert.Equal(alone[i][place], together[i][place], 2e-4 * alone[i].Max(Math.Abs));
        }
        // Of 14 kernels each gives its bases one weight of attention; gradients know single bases.
        Assert.Equal(attends ? 14 : 54, alone[1].Distinct().Count());

        float[][] Scores(int batchSize)
        {
            var predictor = Predictor(Sample.Convolution, Sample.Task);
            TokenImportance importance = attends
                ? new AttentionImportance(predictor.Model, (BertBackbone)predictor.Model.Backbone)
                : new GradientImportance(predictor.Model, TaskKind.MultiClass, 1, Sample.Letters.Vocabulary);
            return [.. new BaseImportance(predictor, importance).Of(Sequences, bases => bases, batchSize).Select(scored => scored.Scores)];
        }
    }

    public static TheoryData<BertConfiguration, string> Faults { get; } = new()
    {
        { Convolved(new BertConvolution { KernelBases = 0 }), "kernel_bases is 0 where 1 to 1024 can be" },
        { Convolved(new BertConvolution { Kernels = int.MaxValue }), "kernels is 2147483647 where 1 to 65536 can be" },
        { Convolved(new BertConvolution { HiddenKernels = -1 }), "hidden_kernels is -1 where 1 to 65536 can be" },
        { Convolved(new BertConvolution { KernelBases = 10, HiddenKernels = 4 }), "hidden_kernels have 3 bases each, of which 10 kernel_bases are no multiple" },
        { Sample.Convolution with { VocabularySize = 69 }, "a convolution reads a vocabulary of 20 letters, and not of 69" },
        { Sample.Convolution with { ContextTokens = 1 }, "context_tokens is 1 where 2 to 33554432 can be" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_convolution_that_cannot_be_built_says_why(BertConfiguration shape, string fault)
    {
        Assert.Equal(fault, shape.Fault());
        Assert.Throws<ArgumentException>(shape.Build);
    }

    [Fact]
    public void A_recipe_fits_the_context_to_the_bases()
    {
        var recipe = new ModelRecipe { Bert = new BertRecipe { Convolution = new BertConvolution { KernelBases = 9 } } };

        var shape = recipe.Configure(Sample.Letters, bases: 90);

        Assert.Null(recipe.Fault());
        Assert.Equal((91, 11, Framing.Start), (shape.ContextTokens, shape.StatesOf(shape.ContextTokens), shape.Framing));
        Assert.Equal(90, new SequenceEncoder(Sample.Letters, shape, rule: null).ContextBases);
        Assert.Contains("no multiple", new ModelRecipe { Bert = new BertRecipe { Convolution = new BertConvolution { KernelBases = 4, HiddenKernels = 2 } } }.Fault(), StringComparison.Ordinal);
    }

    private static BertConfiguration Convolved(BertConvolution convolution) => Sample.Convolution with { Convolution = convolution };

    private static SequencePredictor Predictor(BertConfiguration shape, SequenceTask task) => new(
        Sample.SequenceModel(shape, task), task, new SequenceEncoder(Sample.Letters, shape, LongSequenceRule.Windows));

    private static float[][] Answers(SequencePredictor predictor, byte[][] sequences, int batchSize) =>
        [.. predictor.Predict(sequences, bases => bases, batchSize).Select(p => p.Output.Select(value => (float)value).ToArray())];
}

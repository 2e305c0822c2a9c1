using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Tokenizers;
using Cistron.Sequences.Windows;
using Cistron.Torch;

namespace Cistron.Models.Tests;

public class PerBaseModelTests
{
    /// <summary>Kernels add in another order for another shape of batch: a few float32 roundings, no more.</summary>
    private const double Tolerance = 1e-5;

    private static readonly SequenceTask Task = new() { Kind = TaskKind.PerBaseClass, Outputs = ["(", ")", "."], Pooling = null };

    private static readonly byte[][] Sequences = [.. new[] { 5, 30, 54, 1, 33 }.Select(Sample.Bases)];

    public static TheoryData<int, int, bool> Cases => new()
    {
        { 1, 1, false }, { 3, 1, false }, { 3, 3, false }, { 4, 2, false }, { 1, 1, true }, { 3, 1, true }, { 3, 3, true }, { 4, 2, true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_base_has_an_output_which_depends_neither_on_the_batch_nor_on_the_order(int k, int stride, bool lstm)
    {
        var predictor = Predictor(k, stride, lstm);

        double[][][] single = [.. predictor.Outputs(Sequences, batchSize: 1)];
        double[][][] batched = [.. predictor.Outputs(Sequences, batchSize: 3)];
        double[][][] reversed = [.. predictor.Outputs(Sequences.Reverse(), batchSize: 64).Reverse()];

        Assert.Equal(Sequences.Select(bases => bases.Length), single.Select(outputs => outputs.Length));
        Assert.All(single.SelectMany(outputs => outputs), output => Assert.Equal((3, 1), (output.Length, Math.Round(output.Sum(), 5))));
        TensorAssert.Close(Flat(single), Flat(batched), Tolerance);
        TensorAssert.Close(Flat(single), Flat(reversed), Tolerance);
        // Bases of one token differ as well: a model that says the same of everything would pass the lines above.
        Assert.Equal(30, single[1].Select(output => output[0]).Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_fills_padded_places_is_never_seen(bool lstm)
    {
        using var scope = new TensorScope();
        var predictor = Predictor(3, 1, lstm);
        SpannedRow[] rows = [.. Sequences.Select(bases => predictor.Encoder.EncodeSpanned(bases, new Window(0, bases.Length)))];

        float[] padded = TensorAssert.Values(predictor.Model.Forward(rows, paddingId: 0));
        float[] filled = TensorAssert.Values(predictor.Model.Forward(rows, paddingId: 17));

        Assert.Equal(padded, filled);
    }

    [Fact]
    public void Windows_of_a_long_sequence_are_averaged_where_they_overlap()
    {
        var predictor = Predictor(1, 1, lstm: false);
        byte[] bases = Sample.Bases(100);

        double[][] whole = predictor.Outputs([bases], batchSize: 4).Single();

        Window[] windows = [.. predictor.Encoder.Cut(bases)];
        Assert.True(windows.Length > 1);
        double[][][] pieces = [.. predictor.Outputs(windows.Select(w => bases[w.Start..w.End]), batchSize: 1)];
        for (int i = 0; i < bases.Length; i++)
            Assert.Equal(windows.Zip(pieces).Where(p => p.First.Start <= i && i < p.First.End).Average(p => p.Second[i - p.First.Start][1]),
                whole[i][1], 1e-5);
    }

    [Fact]
    public void Values_are_in_the_unit_of_the_labels()
    {
        var predictor = Predictor(3, 1, lstm: false, new SequenceTask
        {
            Kind = TaskKind.PerBaseValue, Outputs = ["reactivity"], Pooling = null, TargetMean = 100, TargetDeviation = 20,
        });
        using var scope = new TensorScope();
        SpannedRow row = predictor.Encoder.EncodeSpanned(Sequences[0], new Window(0, 5));
        float[] standardized = TensorAssert.Values(predictor.Model.Forward([row], 0));

        double[][] outputs = predictor.Outputs([Sequences[0]], batchSize: 1).Single();

        Assert.All(standardized.Zip(outputs), pair => Assert.Equal(100 + 20 * pair.First, pair.Second[0], 1e-3));
    }

    [Fact]
    public void A_folder_keeps_the_model_and_its_task()
    {
        using var folder = new TemporaryFolder();
        var predictor = Predictor(4, 2, lstm: true);
        var tokenizer = predictor.Encoder.Tokenizer;
        ModelFolder.Save(folder.Path, predictor.Model, Describe(predictor), tokenizer, card: "# A model\n");

        var loaded = ModelFolder.Open(folder.Path).LoadPerBasePredictor(Device.Cpu, LongSequenceRule.Windows);

        Assert.Equal((TaskKind.PerBaseClass, null), (loaded.Task.Kind, loaded.Task.Pooling));
        Assert.Equal(Task.Outputs, loaded.Task.Outputs);
        Assert.Equal(Flat([.. predictor.Outputs(Sequences, 2)]), Flat([.. loaded.Outputs(Sequences, 2)]));
        var refusal = Assert.Throws<ModelFolderException>(() => ModelFolder.Open(folder.Path).LoadPredictor(Device.Cpu, null));
        Assert.Contains("answers for each base", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TaskKind.PerBaseClass, Heads.Pooling.Mean, "the states of single bases are not pooled")]
    [InlineData(TaskKind.MultiClass, null, "nothing pools the states of a sequence")]
    public void A_task_that_pools_what_it_cannot_is_refused(TaskKind kind, Heads.Pooling? pooling, string words)
    {
        using var folder = new TemporaryFolder();
        var predictor = Predictor(1, 1, lstm: false);
        var description = Describe(predictor) with { Task = Task with { Kind = kind, Pooling = pooling } };
        ModelFolder.Save(folder.Path, predictor.Model, description, predictor.Encoder.Tokenizer, card: "");

        Assert.Contains(words, Assert.Throws<ModelFolderException>(() => ModelFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    private static PerBasePredictor Predictor(int k, int stride, bool lstm, SequenceTask? task = null)
    {
        var tokenizer = new KmerTokenizer(k, stride, Tail.Drop, Alphabet.Dna);
        int vocabulary = tokenizer.Vocabulary.Count;
        // Every sequence but a long one fits, with its last bases.
        int context = tokenizer.TokenCount(60) + 2;
        BackboneConfiguration shape = lstm
            ? Sample.AwdLstm with { VocabularySize = vocabulary, ContextTokens = context }
            : Sample.Shape with { VocabularySize = vocabulary, ContextTokens = context };
        TorchRandom.Seed(1);
        var model = new PerBaseModel(shape.Build(), (task ?? Task).Outputs.Count, tokenizer.TokenBases, dropout: 0.1);
        return new PerBasePredictor(model, task ?? Task, new SequenceEncoder(tokenizer, shape, LongSequenceRule.Windows));
    }

    private static ModelDescription Describe(PerBasePredictor predictor) => new()
    {
        Backbone = predictor.Model.Backbone.Shape,
        Tokenizer = predictor.Encoder.Tokenizer.ToJson(),
        TokenizerFingerprint = predictor.Encoder.Tokenizer.Fingerprint,
        Task = predictor.Task,
    };

    private static float[] Flat(double[][][] outputs) => [.. outputs.SelectMany(o => o).SelectMany(o => o).Select(v => (float)v)];
}

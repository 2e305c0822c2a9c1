using System.Text.Json.Nodes;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Windows;
using Cistron.Torch;

namespace Cistron.Models.Tests.Folders;

public class ModelFolderTests
{
    private static readonly byte[][] Sequences = [.. new[] { 5, 54, 100, 20 }.Select(Sample.Bases)];

    [Theory]
    [MemberData(nameof(Sample.Encoders), MemberType = typeof(Sample))]
    public void A_language_model_that_was_saved_gives_the_same_logits_bit_for_bit(
        PositionEncoding position, Normalization normalization)
    {
        using var scope = new TensorScope();
        using var saved = SavedModel.Language(Sample.Shape with { Position = position, Normalization = normalization });

        var loaded = ModelFolder.Open(saved.Path).LoadLanguageModel();

        Assert.Equal(Logits((MaskedLanguageModel)saved.Model), Logits((MaskedLanguageModel)loaded));

        static float[] Logits(MaskedLanguageModel model) => TensorAssert.Values(model.Forward(
            Sample.Batch(Sample.Row(5), Sample.Row(54)), Tensor.From<long>([1, 2, 21, 30], 4)));
    }

    [Theory]
    [InlineData(Pooling.Mean)]
    [InlineData(Pooling.Cls)]
    [InlineData(Pooling.Max)]
    [InlineData(Pooling.Concat)]
    public void A_fine_tuned_model_that_was_saved_gives_the_same_outputs_bit_for_bit(Pooling pooling)
    {
        using var scope = new TensorScope();
        using var saved = SavedModel.FineTuned(task: Sample.Task with { Pooling = pooling });

        var loaded = ModelFolder.Open(saved.Path).LoadSequenceModel(Device.Cpu);

        Assert.Equal(Outputs((SequenceModel)saved.Model), Outputs(loaded));

        static float[] Outputs(SequenceModel model) =>
            TensorAssert.Values(model.Forward(Sample.Batch(Sample.Row(5), Sample.Row(54))));
    }

    [Fact]
    public void An_AWD_LSTM_classifier_that_was_saved_predicts_the_same_with_the_running_statistics_of_its_training()
    {
        using var scope = new TensorScope();
        using var folder = new TemporaryFolder();
        var task = Sample.Task with { Pooling = Pooling.Concat };
        var model = Sample.SequenceModel(Sample.AwdLstm, task);
        var batch = Sample.Batch(Sample.Row(5), Sample.Row(54));
        float[] untrained = TensorAssert.Values(model.Forward(batch));
        model.SetTraining(true);
        model.Forward(batch);
        model.SetTraining(false);
        float[] expected = TensorAssert.Values(model.Forward(batch));

        ModelFolder.Save(folder.Path, model, Sample.Describe(Sample.AwdLstm, task), Sample.Tokenizer, card: "# A model\n");
        var loaded = ModelFolder.Open(folder.Path);

        Assert.NotEqual(untrained, expected);
        Assert.Equal(Sample.AwdLstm, loaded.Description.Backbone);
        Assert.Equal(expected, TensorAssert.Values(loaded.LoadSequenceModel(Device.Cpu).Forward(batch)));
    }

    [Theory]
    [InlineData(Pooling.Mean)]
    [InlineData(Pooling.Cls)]
    public void A_classifier_with_hidden_layers_comes_back_with_them_and_claims_no_class_of_Hugging_Face(Pooling pooling)
    {
        using var scope = new TensorScope();
        using var folder = new TemporaryFolder();
        var task = Sample.Task with { Pooling = pooling, HiddenLayers = [11, 7] };
        var model = Sample.SequenceModel(Sample.Shape, task);
        model.SetTraining(false);
        var batch = Sample.Batch(Sample.Row(5), Sample.Row(54));

        ModelFolder.Save(folder.Path, model, Sample.Describe(Sample.Shape, task), Sample.Tokenizer, card: "# A model\n");
        var read = ModelFolder.Open(folder.Path).LoadSequenceModel(Device.Cpu);

        Assert.Equal([7, 11], read.Parameters().Single(p => p.Key == "hidden.1.weight").Value.Value.Shape);
        Assert.Equal(TensorAssert.Values(model.Forward(batch)), TensorAssert.Values(read.Forward(batch)));
        Assert.Contains("\"BertModel\"", File.ReadAllText(Path.Combine(folder.Path, "config.json")));
    }

    [Fact]
    public void The_backbone_of_a_causal_model_comes_out_of_its_folder()
    {
        using var scope = new TensorScope();
        using var folder = new TemporaryFolder();
        var model = Sample.CausalModel(Sample.AwdLstm);
        var batch = Sample.Batch(Sample.Row(5), Sample.Row(54));

        ModelFolder.Save(folder.Path, model, Sample.Describe(Sample.AwdLstm, task: null), Sample.Tokenizer, card: "# A model\n");
        var backbone = ModelFolder.Open(folder.Path).LoadBackbone(Sample.AwdLstm);

        Assert.Equal(TensorAssert.Values(model.Backbone.Forward(batch)), TensorAssert.Values(backbone.Forward(batch)));
    }

    [Fact]
    public void A_predictor_needs_nothing_but_the_folder()
    {
        var task = new SequenceTask
        {
            Kind = TaskKind.Regression,
            Outputs = ["expression"],
            Pooling = Pooling.Max,
            TargetMean = 1 / 3.0,
            TargetDeviation = 1e-7,
        };
        using var saved = SavedModel.FineTuned(task: task);

        var folder = ModelFolder.Open(saved.Path);
        var predictor = folder.LoadPredictor(Device.Cpu, LongSequenceRule.Windows);

        Assert.Equal(task.TargetMean, folder.Description.Task!.TargetMean);
        Assert.Equal(task.TargetDeviation, folder.Description.Task.TargetDeviation);
        Assert.Equal(task.Outputs, folder.Description.Task.Outputs);
        Assert.Equal(Sample.Tokenizer.Fingerprint, predictor.Encoder.Tokenizer.Fingerprint);
        var expected = predictor with { Model = (SequenceModel)saved.Model };
        Assert.Equal(
            expected.Predict(Sequences, b => b, batchSize: 2).Select(p => p.Output.Single()),
            predictor.Predict(Sequences, b => b, batchSize: 2).Select(p => p.Output.Single()));
    }

    [Fact]
    public void A_backbone_comes_out_of_either_kind_of_folder_with_the_dropout_asked_for()
    {
        using var scope = new TensorScope();
        using var language = SavedModel.Language();
        using var fineTuned = SavedModel.FineTuned();

        Compare(language, ((MaskedLanguageModel)language.Model).Backbone);
        Compare(fineTuned, ((SequenceModel)fineTuned.Model).Backbone);

        static void Compare(SavedModel saved, Backbone expected)
        {
            var configuration = Sample.Shape with { Dropout = 0.4 };
            var backbone = ModelFolder.Open(saved.Path).LoadBackbone(configuration);
            Assert.Equal(configuration, backbone.Shape);
            Assert.Equal(Hidden(expected), Hidden(backbone));
        }

        static float[] Hidden(Backbone backbone) => TensorAssert.Values(backbone.Forward(Sample.Batch(Sample.Row(54))));
    }

    [Fact]
    public void Every_switch_of_the_shape_is_kept()
    {
        var shape = Sample.Shape with
        {
            Position = PositionEncoding.Rotary,
            Normalization = Normalization.Pre,
            Activation = Activation.GeluTanh,
            Dropout = 0.25,
            AttentionDropout = 0.125,
            InitialDeviation = 0.07,
            NormalizationEpsilon = 1e-6,
        };
        using var saved = SavedModel.Language(shape);

        Assert.Equal(shape, ModelFolder.Open(saved.Path).Description.Backbone);
    }

    [Fact]
    public void A_folder_has_the_files_of_Hugging_Face_and_the_description()
    {
        using var saved = SavedModel.FineTuned();

        Assert.Equal(
            ["README.md", "cistron.json", "config.json", "model.safetensors", "special_tokens_map.json", "tokenizer.json",
                "tokenizer_config.json", "vocab.txt"],
            Directory.GetFiles(saved.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("# A model\n", File.ReadAllText(saved.File("README.md")));
        var config = JsonNode.Parse(File.ReadAllText(saved.File("config.json")))!;
        Assert.Equal("BertModel", (string?)config["architectures"]![0]);
        Assert.Equal(69, (int)config["vocab_size"]!);
    }

    [Fact]
    public void A_shape_without_a_class_there_has_no_config()
    {
        using var saved = SavedModel.Language(Sample.Shape with { Position = PositionEncoding.Alibi });

        Assert.False(File.Exists(saved.File("config.json")));
        Assert.True(File.Exists(saved.File("cistron.json")));
    }

    [Fact]
    public void The_description_is_readable_JSON_in_snake_case()
    {
        using var saved = SavedModel.FineTuned(Sample.Shape with { Activation = Activation.GeluTanh });

        var description = JsonNode.Parse(File.ReadAllText(saved.File("cistron.json")))!;

        Assert.Equal(1, (int)description["format"]!);
        Assert.Equal("bert", (string?)description["backbone"]!["architecture"]);
        Assert.Equal("gelu_tanh", (string?)description["backbone"]!["activation"]);
        Assert.Equal(20, (int)description["backbone"]!["context_tokens"]!);
        Assert.Equal("multi_class", (string?)description["task"]!["kind"]);
        Assert.Equal("mean", (string?)description["task"]!["pooling"]);
    }
}

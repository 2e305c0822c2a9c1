using System.Text.Json.Nodes;
using Cistron.Models.Bert;
using Cistron.Models.Heads;
using Cistron.Sequences.Datasets;
using Cistron.Torch;

namespace Cistron.Models.Tests.Bert;

public class BertConfigurationTests
{
    [Theory]
    [InlineData(BertPreset.Tiny, 4_385_920)]
    [InlineData(BertPreset.Mini, 11_170_560)]
    [InlineData(BertPreset.Small, 28_763_648)]
    [InlineData(BertPreset.Medium, 41_373_184)]
    [InlineData(BertPreset.Base, 109_482_240)]
    public void Presets_have_as_many_weights_as_the_published_models(BertPreset preset, long published)
    {
        // English BERT: 30,522 tokens, 512 positions.
        var shape = new BertRecipe { Preset = preset }.Configure(vocabularySize: 30_522, contextTokens: 512);

        // The published counts include the dense layer behind [CLS], which is a head's part here.
        long pooler = (long)shape.Dimensions * shape.Dimensions + shape.Dimensions;
        Assert.Equal(published, shape.CountParameters() + pooler);
        Assert.Equal(64, shape.Dimensions / shape.Heads);
        Assert.Equal(4 * shape.Dimensions, shape.FeedForward);
    }

    [Theory]
    [MemberData(nameof(Sample.Encoders), MemberType = typeof(Sample))]
    public void Weights_are_counted_without_building(PositionEncoding position, Normalization normalization)
    {
        using var scope = new TensorScope();
        var shape = Sample.Shape with { Position = position, Normalization = normalization };

        Assert.Equal(shape.Build().ParameterCount, shape.CountParameters());
    }

    [Fact]
    public void A_recipe_replaces_what_it_names_of_its_preset()
    {
        var shape = new BertRecipe { Preset = BertPreset.Mini, Layers = 3, Heads = 8 }.Configure(69, 20);

        Assert.Equal(new BertConfiguration
        {
            VocabularySize = 69,
            ContextTokens = 20,
            Layers = 3,
            Dimensions = 256,
            Heads = 8,
            FeedForward = 1024,
        }, shape);
    }

    [Fact]
    public void Sound_shapes_have_no_fault()
    {
        Assert.All(Enum.GetValues<BertPreset>(), preset =>
            Assert.Null(new BertRecipe { Preset = preset }.Configure((1 << 20) + 5, (1 << 24) + 2).Fault()));
        Assert.Null(Sample.Shape.Fault());
    }

    public static TheoryData<BertConfiguration, string> Faults { get; } = new()
    {
        { Sample.Shape with { Layers = 0 }, "layers is 0 where 1 to 200 can be" },
        { Sample.Shape with { Dimensions = -32 }, "dimensions is -32 where 1 to 16384 can be" },
        { Sample.Shape with { Heads = 0 }, "heads is 0 where 1 to 256 can be" },
        { Sample.Shape with { FeedForward = int.MaxValue }, "feed_forward is 2147483647 where 1 to 65536 can be" },
        { Sample.Shape with { VocabularySize = int.MaxValue }, "vocabulary_size is 2147483647 where 1 to 4194304 can be" },
        { Sample.Shape with { ContextTokens = 2 }, "context_tokens is 2 where 3 to 33554432 can be" },
        { Sample.Shape with { Dropout = 1 }, "dropout is 1 where 0 to 0.99 can be" },
        { Sample.Shape with { AttentionDropout = -0.1 }, "attention_dropout is -0.1 where 0 to 0.99 can be" },
        { Sample.Shape with { InitialDeviation = double.NaN }, "initial_deviation is NaN where 0 to 100 can be" },
        { Sample.Shape with { NormalizationEpsilon = double.PositiveInfinity },
            "normalization_epsilon is Infinity where 0 to 1 can be" },
        { Sample.Shape with { Heads = 5 }, "5 attention heads do not divide 32 dimensions" },
        { Sample.Shape with { Heads = 32, Position = PositionEncoding.Rotary },
            "rotary positions turn pairs, but heads of 32 / 32 dimensions have an odd length" },
        { Sample.Shape with { ContextTokens = 1 << 24, Position = PositionEncoding.Sinusoidal },
            "sinusoidal positions for 16777216 tokens of 32 dimensions fill more than 1 GiB" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_shape_that_cannot_be_built_says_why(BertConfiguration shape, string fault)
    {
        Assert.Equal(fault, shape.Fault());

        var refusal = Assert.Throws<ArgumentException>(shape.Build);
        Assert.StartsWith(fault, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hugging_Face_reads_the_shape_of_a_language_model()
    {
        var config = (Sample.Shape with { Activation = Activation.GeluTanh }).HuggingFaceConfig(task: null);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            {
              "model_type": "bert", "architectures": ["BertForMaskedLM"], "vocab_size": 69, "hidden_size": 32,
              "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 48, "hidden_act": "gelu_new",
              "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.1, "max_position_embeddings": 20,
              "type_vocab_size": 2, "initializer_range": 0.3, "layer_norm_eps": 1E-12, "pad_token_id": 0,
              "position_embedding_type": "absolute", "tie_word_embeddings": true, "torch_dtype": "float32"
            }
            """), JsonNode.Parse(config!.ToJsonString())), config.ToJsonString());
    }

    [Theory]
    [InlineData(TaskKind.MultiClass, Pooling.Cls, "BertForSequenceClassification", "single_label_classification")]
    [InlineData(TaskKind.MultiLabel, Pooling.Cls, "BertForSequenceClassification", "multi_label_classification")]
    [InlineData(TaskKind.Regression, Pooling.Cls, "BertForSequenceClassification", "regression")]
    public void Hugging_Face_is_told_of_a_head_that_it_has(TaskKind kind, Pooling pooling, string architecture, string problem)
    {
        var config = Sample.Shape.HuggingFaceConfig(Sample.Task with { Kind = kind, Pooling = pooling })!;

        Assert.Equal(architecture, (string?)config["architectures"]![0]);
        Assert.Equal(problem, (string?)config["problem_type"]);
        Assert.Equal("""{"0":"exon","1":"intron","2":"neither"}""", config["id2label"]!.ToJsonString());
        Assert.Equal("""{"exon":0,"intron":1,"neither":2}""", config["label2id"]!.ToJsonString());
    }

    [Theory]
    [InlineData(Pooling.Mean)]
    [InlineData(Pooling.Max)]
    [InlineData(Pooling.Concat)]
    public void Hugging_Face_is_told_of_the_encoder_alone_where_none_of_its_classes_pools_alike(Pooling pooling)
    {
        var config = Sample.Shape.HuggingFaceConfig(Sample.Task with { Pooling = pooling })!;

        Assert.Equal("BertModel", (string?)config["architectures"]![0]);
        Assert.False(config.ContainsKey("id2label") || config.ContainsKey("label2id") || config.ContainsKey("problem_type"));
    }

    [Fact]
    public void Hugging_Face_is_told_nothing_of_shapes_that_its_BERT_does_not_have()
    {
        Assert.Null((Sample.Shape with { Normalization = Normalization.Pre }).HuggingFaceConfig(task: null));
        Assert.Null((Sample.Shape with { Position = PositionEncoding.Sinusoidal }).HuggingFaceConfig(task: null));
        Assert.Null((Sample.Shape with { Position = PositionEncoding.Rotary }).HuggingFaceConfig(task: null));
        Assert.Null((Sample.Shape with { Position = PositionEncoding.Alibi }).HuggingFaceConfig(task: null));
    }
}

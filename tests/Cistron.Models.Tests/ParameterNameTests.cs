using Cistron.Models.Bert;
using Cistron.Models.Heads;
using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Tests;

/// <summary>Names as in the weight files of Hugging Face's BERT classes, in the order in which the modules are built.</summary>
public class ParameterNameTests
{
    private static readonly string[] Encoder =
    [
        "bert.embeddings.word_embeddings.weight",
        "bert.embeddings.position_embeddings.weight",
        "bert.embeddings.token_type_embeddings.weight",
        "bert.embeddings.LayerNorm.weight",
        "bert.embeddings.LayerNorm.bias",
        "bert.encoder.layer.0.attention.self.query.weight",
        "bert.encoder.layer.0.attention.self.query.bias",
        "bert.encoder.layer.0.attention.self.key.weight",
        "bert.encoder.layer.0.attention.self.key.bias",
        "bert.encoder.layer.0.attention.self.value.weight",
        "bert.encoder.layer.0.attention.self.value.bias",
        "bert.encoder.layer.0.attention.output.dense.weight",
        "bert.encoder.layer.0.attention.output.dense.bias",
        "bert.encoder.layer.0.attention.output.LayerNorm.weight",
        "bert.encoder.layer.0.attention.output.LayerNorm.bias",
        "bert.encoder.layer.0.intermediate.dense.weight",
        "bert.encoder.layer.0.intermediate.dense.bias",
        "bert.encoder.layer.0.output.dense.weight",
        "bert.encoder.layer.0.output.dense.bias",
        "bert.encoder.layer.0.output.LayerNorm.weight",
        "bert.encoder.layer.0.output.LayerNorm.bias",
    ];

    /// <summary>The decoder's weights are the word embeddings, its bias is cls.predictions.bias: neither stands twice.</summary>
    private static readonly string[] LanguageHead =
    [
        "cls.predictions.bias",
        "cls.predictions.transform.dense.weight",
        "cls.predictions.transform.dense.bias",
        "cls.predictions.transform.LayerNorm.weight",
        "cls.predictions.transform.LayerNorm.bias",
    ];

    private static readonly string[] Classifier = ["classifier.weight", "classifier.bias"];

    private static readonly BertConfiguration OneLayer = Sample.Shape with { Layers = 1 };

    [Fact]
    public void A_masked_language_model_has_the_names_of_BertForMaskedLM()
    {
        using var scope = new TensorScope();

        Assert.Equal([.. Encoder, .. LanguageHead], Names(Sample.LanguageModel(OneLayer)));
    }

    [Fact]
    public void A_classifier_on_the_first_token_has_the_names_of_BertForSequenceClassification()
    {
        using var scope = new TensorScope();

        Assert.Equal([.. Encoder, "bert.pooler.dense.weight", "bert.pooler.dense.bias", .. Classifier],
            Names(Sample.SequenceModel(OneLayer, Sample.Task with { Pooling = Pooling.Cls })));
    }

    [Theory]
    [InlineData(Pooling.Mean)]
    [InlineData(Pooling.Max)]
    public void Other_poolings_have_no_dense_layer_of_their_own(Pooling pooling)
    {
        using var scope = new TensorScope();

        Assert.Equal([.. Encoder, .. Classifier],
            Names(Sample.SequenceModel(OneLayer, Sample.Task with { Pooling = pooling })));
    }

    [Theory]
    [InlineData(PositionEncoding.Sinusoidal)]
    [InlineData(PositionEncoding.Rotary)]
    [InlineData(PositionEncoding.Alibi)]
    public void Only_learned_positions_have_weights(PositionEncoding position)
    {
        using var scope = new TensorScope();

        Assert.Equal([.. Encoder.Where(name => !name.Contains("position", StringComparison.Ordinal)), .. LanguageHead],
            Names(Sample.LanguageModel(OneLayer with { Position = position })));
    }

    [Fact]
    public void Pre_normalization_has_one_more_normalization_at_the_end()
    {
        using var scope = new TensorScope();

        Assert.Equal(
            [.. Encoder, "bert.encoder.emb_layer_norm_after.weight", "bert.encoder.emb_layer_norm_after.bias", .. LanguageHead],
            Names(Sample.LanguageModel(OneLayer with { Normalization = Normalization.Pre })));
    }

    private static IEnumerable<string> Names(Module model) => model.Parameters().Select(parameter => parameter.Key);
}

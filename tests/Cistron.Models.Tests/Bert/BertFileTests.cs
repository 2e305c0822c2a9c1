using Cistron.Models.Bert;
using Cistron.Models.Heads;
using Cistron.Models.Tests.Parity;
using Cistron.Torch;
using Cistron.Torch.Weights;

namespace Cistron.Models.Tests.Bert;

/// <summary>Weights of BERTs as other software saved them: 3-mers, 2 layers of 16 dimensions, 4 heads.</summary>
public sealed class BertFileTests : IDisposable
{
    private const string Words = "bert.embeddings.word_embeddings.weight";

    private readonly TensorScope _scope = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void The_shape_is_read_from_the_tensors()
    {
        foreach (string path in new[] { DnabertFixture.Language, DnabertFixture.Classifier })
        {
            using var file = BertFile.Open(path);

            Assert.Equal(HuggingFaceConfig.Read(DnabertFixture.File("language/config.json")).Shape, file.Shape(heads: 4));
        }
        using BertFile language = BertFile.Open(DnabertFixture.Language), classifier = BertFile.Open(DnabertFixture.Classifier);
        Assert.Null(language.Outputs);
        Assert.Equal(3, classifier.Outputs);
    }

    [Fact]
    public void Heads_are_those_of_BERT_base_or_must_be_given()
    {
        using var small = BertFile.Open(DnabertFixture.Language);
        using var large = BertFile.Open(Write(new()
        {
            [Words] = Operators.Zeros([9, 128]),
            ["bert.embeddings.position_embeddings.weight"] = Operators.Zeros([20, 128]),
        }));

        Assert.Equal(2, large.Shape(heads: null).Heads);
        string refusal = Assert.Throws<WeightFileException>(() => small.Shape(heads: null)).Message;
        Assert.Contains("has states of 16 dimensions, no multiple of the 64 that a head of BERT base has; give the number", refusal);
    }

    [Theory]
    [InlineData("bert.", "")]
    [InlineData("bert.", "module.")]
    [InlineData("bert.", "model.model.")]
    [InlineData("", "")]
    [InlineData("", "state.")]
    public void Weights_are_found_whatever_stands_before_their_names(string prefix, string wrapper)
    {
        string path = Write(Classifier().ToDictionary(
            w => wrapper + (w.Key.StartsWith("bert.", StringComparison.Ordinal) ? prefix + w.Key["bert.".Length..] : w.Key), w => w.Value));

        var (model, import) = DnabertFixture.Load(path, NewClassifier());

        Assert.Empty(import.Missing);
        Assert.Empty(import.Unexpected);
        foreach (var (name, parameter) in model.Parameters())
            Assert.Equal(TensorAssert.Values(Classifier()[name]), TensorAssert.Values(parameter.Value));
    }

    [Fact]
    public void What_is_missing_of_a_head_and_what_has_no_place_is_listed()
    {
        var weights = Classifier();
        weights["bert.embeddings.position_ids"] = Tensor.From<long>([0, 1], 1, 2);
        weights["rnn.weight"] = Operators.Zeros([2]);

        var (_, import) = DnabertFixture.Load(Write(weights), NewLanguageModel());

        Assert.Equal(
            ["cls.predictions.bias", "cls.predictions.transform.dense.weight", "cls.predictions.transform.dense.bias",
                "cls.predictions.transform.LayerNorm.weight", "cls.predictions.transform.LayerNorm.bias"], import.Missing);
        Assert.Equal(["bert.pooler.dense.bias", "bert.pooler.dense.weight", "classifier.bias", "classifier.weight", "rnn.weight"],
            import.Unexpected.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rows_go_to_the_tokens_that_they_belong_to()
    {
        int[] rows = [.. Enumerable.Range(0, 69).Reverse()];
        using var file = BertFile.Open(DnabertFixture.Language);
        var turned = NewLanguageModel();

        file.LoadInto(turned, rows);

        var straight = DnabertFixture.Load(DnabertFixture.Language, NewLanguageModel()).Model;
        foreach (string name in new[] { Words, "cls.predictions.bias" })
        {
            Tensor expected = Parameter(straight, name), found = Parameter(turned, name);
            for (int token = 0; token < 69; token++)
                Assert.Equal(TensorAssert.Values(expected.Select(0, 68 - token)), TensorAssert.Values(found.Select(0, token)));
        }
    }

    [Fact]
    public void A_bias_under_the_name_of_the_decoder_alone_is_taken()
    {
        var weights = LanguageModel();
        Assert.True(weights.Remove("cls.predictions.bias"));

        var (model, import) = DnabertFixture.Load(Write(weights), NewLanguageModel());

        Assert.Empty(import.Missing);
        Assert.Equal(TensorAssert.Values(LanguageModel()["cls.predictions.decoder.bias"]),
            TensorAssert.Values(Parameter(model, "cls.predictions.bias")));
    }

    [Theory]
    [InlineData("cls.predictions.decoder.weight", "has a 'cls.predictions.decoder.weight' that differs from 'bert.embeddings.word_embeddings.weight'")]
    [InlineData("cls.predictions.decoder.bias", "has a 'cls.predictions.decoder.bias' that differs from 'cls.predictions.bias'")]
    public void An_untied_decoder_is_refused(string name, string words)
    {
        var weights = LanguageModel();
        weights[name] += Operators.Ones(weights[name].Shape) * 1e-3;

        Assert.Contains(words, Refusal(weights));
    }

    [Fact]
    public void An_encoder_with_a_gap_is_refused()
    {
        var weights = LanguageModel();
        weights.Remove("bert.encoder.layer.1.output.dense.bias");

        Assert.Contains("lacks 1 of the model's 42 tensors, such as 'bert.encoder.layer.1.output.dense.bias'", Refusal(weights));
    }

    [Fact]
    public void Weights_of_another_shape_are_refused_by_name()
    {
        var weights = LanguageModel();
        weights["bert.embeddings.position_embeddings.weight"] = Operators.Zeros([41, 16]);

        Assert.Contains("has 'bert.embeddings.position_embeddings.weight' of shape [41, 16] where the model has [40, 16]", Refusal(weights));
    }

    [Fact]
    public void A_small_file_cannot_promise_a_model_that_fills_the_memory()
    {
        using var file = BertFile.Open(Write(new()
        {
            [Words] = Operators.Zeros([1, 1]),
            ["bert.embeddings.position_embeddings.weight"] = Operators.Zeros([9, 1]),
        }));
        var shape = Sample.Shape with { Dimensions = 16384, Heads = 256, FeedForward = 65536, Layers = 200 };

        Assert.Contains("layers is 0 where 1 to 200 can be", Assert.Throws<WeightFileException>(() => file.Check(file.Shape(1))).Message);
        Assert.Contains("is too small for the 644", Assert.Throws<WeightFileException>(() => file.Check(shape)).Message);
    }

    [Fact]
    public void Another_models_weights_are_no_BERT()
    {
        string refusal = Assert.Throws<WeightFileException>(() => BertFile.Open(AwdLstmFixture.Path("fastai_encoder.pth"))).Message;

        Assert.Contains("holds no BERT of Hugging Face's software", refusal);
    }

    private string Refusal(Dictionary<string, Tensor> weights)
    {
        string path = Write(weights);
        return Assert.Throws<WeightFileException>(() => DnabertFixture.Load(path, NewLanguageModel())).Message;
    }

    private string Write(Dictionary<string, Tensor> weights)
    {
        string path = Path.Combine(_folder.Path, "model.safetensors");
        SafeTensors.Write(path, weights);
        return path;
    }

    private static Dictionary<string, Tensor> Classifier() => Weights(DnabertFixture.Classifier);

    /// <summary>The decoder's copies are tensors of their own here.</summary>
    private static Dictionary<string, Tensor> LanguageModel() => Weights(DnabertFixture.Language);

    private static Dictionary<string, Tensor> Weights(string path)
    {
        using var file = WeightFile.Open(path);
        return file.Names.ToDictionary(name => name, file.Load);
    }

    private static MaskedLanguageModel NewLanguageModel() => new(Shape.Build());

    private static SequenceModel NewClassifier() => new(Shape.Build(), outputs: 3, Pooling.Cls, dropout: 0);

    private static BertConfiguration Shape => HuggingFaceConfig.Read(DnabertFixture.File("language/config.json")).Shape;

    private static Tensor Parameter(Model model, string name) => model.Parameters().Single(p => p.Key == name).Value;
}

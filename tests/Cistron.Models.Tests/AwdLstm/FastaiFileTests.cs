using Cistron.Models.AwdLstm;
using Cistron.Models.Tests.Parity;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Torch.Weights;

namespace Cistron.Models.Tests.AwdLstm;

/// <summary>Files as fastai's first version wrote them: three layers, 23 tokens, 12 dimensions, 20 units.</summary>
public class FastaiFileTests
{
    private static readonly string Encoder = AwdLstmFixture.Path("fastai_encoder.pth"), Learner = AwdLstmFixture.Path("fastai_learner.pth");

    [Fact]
    public void The_shape_is_read_from_the_weights()
    {
        foreach (string path in new[] { Encoder, Learner })
        {
            using var file = FastaiFile.Open(path);

            var shape = file.Shape(vocabularySize: 69, contextTokens: 20);

            Assert.Equal(23, file.VocabularySize);
            Assert.Equal((69, 20, 3, 12, 20, false),
                (shape.VocabularySize, shape.ContextTokens, shape.Layers, shape.Dimensions, shape.Units, shape.Bidirectional));
        }
    }

    [Fact]
    public void The_learned_recurrent_weights_are_taken_and_not_what_dropout_left_of_them()
    {
        using var fixture = new AwdLstmFixture();
        using var file = FastaiFile.Open(Encoder);
        var backbone = new AwdLstmBackbone(file.Shape(vocabularySize: 23, contextTokens: 20));

        var import = file.LoadInto(backbone, [.. Enumerable.Range(0, 23)]);

        Assert.Empty(import.Missing);
        Assert.Empty(import.Unexpected);
        foreach (var (name, parameter) in backbone.Parameters())
            Assert.Equal(TensorAssert.Values(fixture.Load($"causal/weights/awd_lstm.{name}")), TensorAssert.Values(parameter.Value));
    }

    [Fact]
    public void What_is_missing_and_what_has_no_place_is_listed()
    {
        using var scope = new TensorScope();
        using FastaiFile encoder = FastaiFile.Open(Encoder), learner = FastaiFile.Open(Learner);
        var shape = encoder.Shape(vocabularySize: 23, contextTokens: 20);
        int[] rows = [.. Enumerable.Range(0, 23)];

        var model = encoder.LoadInto(new AwdLstmLanguageModel(new AwdLstmBackbone(shape)), rows);
        var backbone = learner.LoadInto(new AwdLstmBackbone(shape), rows);

        Assert.Equal(["decoder.bias"], model.Missing);
        Assert.Empty(model.Unexpected);
        Assert.Empty(backbone.Missing);
        Assert.Equal(["model.1.decoder.bias"], backbone.Unexpected);
    }

    [Fact]
    public void Rows_of_another_vocabulary_are_put_in_order_and_new_tokens_get_the_mean()
    {
        using var fixture = new AwdLstmFixture();
        using var file = FastaiFile.Open(Learner);
        var model = new AwdLstmLanguageModel(new AwdLstmBackbone(file.Shape(vocabularySize: 3, contextTokens: 20)));

        file.LoadInto(model, [22, -1, 4]);

        Tensor weights = fixture.Load("causal/weights/awd_lstm.encoder.weight"), bias = fixture.Load("causal/weights/decoder.bias");
        Tensor found = model.Backbone.TokenEmbeddings;
        TensorAssert.Close(weights.Select(0, 22), found.Select(0, 0), 0);
        TensorAssert.Close(weights.Mean([0]), found.Select(0, 1), 1e-6);
        TensorAssert.Close(weights.Select(0, 4), found.Select(0, 2), 0);
        TensorAssert.Close(bias.Select(0, 4), model.Parameters().Single(p => p.Key == "decoder.bias").Value.Value.Select(0, 2), 0);
    }

    [Fact]
    public void Tokens_are_found_by_their_letters_and_padding_by_its_name()
    {
        var vocabulary = Vocabulary.OfPieces(["AA", "AC", "CA", "CC"]);

        Assert.Equal([0, -1, -1, -1, -1, 2, -1, 1, 3], FastaiFile.Rows(["pad", "CA", "AA", "CC"], vocabulary));
        Assert.Equal(1, FastaiFile.Rows(["xxunk", "xxpad"], vocabulary)[0]);
    }

    [Fact]
    public void Weights_of_another_shape_are_refused_by_name()
    {
        using var scope = new TensorScope();
        using var file = FastaiFile.Open(Encoder);
        var shape = file.Shape(vocabularySize: 23, contextTokens: 20) with { Units = 24 };

        var refusal = Assert.Throws<WeightFileException>(() =>
            file.LoadInto(new AwdLstmBackbone(shape), [.. Enumerable.Range(0, 23)]));

        Assert.Contains("has rnns.0.module.weight_ih_l0 of shape [80, 12] where the model has [96, 12]", refusal.Message);
    }

    [Fact]
    public void A_row_that_the_file_does_not_have_is_refused()
    {
        using var scope = new TensorScope();
        using var file = FastaiFile.Open(Encoder);
        var backbone = new AwdLstmBackbone(file.Shape(vocabularySize: 2, contextTokens: 20));

        var refusal = Assert.Throws<WeightFileException>(() => file.LoadInto(backbone, [1, 23]));

        Assert.Contains("has 23 tokens, and row 23 was asked for", refusal.Message);
    }

    [Fact]
    public void A_small_file_cannot_promise_a_model_that_fills_the_memory()
    {
        using var scope = new TensorScope();
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "hostile.safetensors");
        SafeTensors.Write(path, new Dictionary<string, Tensor>
        {
            ["encoder.weight"] = Operators.Zeros([1, 1]),
            ["rnns.0.module.weight_ih_l0"] = Operators.Zeros([4 * 16384, 1]),
            ["rnns.1.module.weight_ih_l0"] = Operators.Zeros([1]),
        });
        using var file = FastaiFile.Open(path);

        var refusal = Assert.Throws<WeightFileException>(() => file.Shape(vocabularySize: 69));

        Assert.Contains("is too small for the 1074003981 weights of its 2 layers", refusal.Message);
    }

    [Fact]
    public void Another_models_weights_are_no_file_of_fastai()
    {
        var refusal = Assert.Throws<WeightFileException>(() => FastaiFile.Open(AwdLstmFixture.Path("bert.safetensors")));

        Assert.Contains("holds no AWD-LSTM of fastai", refusal.Message);
    }
}

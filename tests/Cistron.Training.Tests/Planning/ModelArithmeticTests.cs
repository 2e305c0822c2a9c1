using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Torch;
using Cistron.Training.Planning;

namespace Cistron.Training.Tests.Planning;

public sealed class ModelArithmeticTests
{
    private static readonly BertConfiguration BertBase = new()
    {
        VocabularySize = 30_522, Layers = 12, Dimensions = 768, Heads = 12, FeedForward = 3072, ContextTokens = 512,
    };

    [Fact]
    public void BERT_base_has_the_weights_that_one_counts_by_hand()
    {
        var model = ModelArithmetic.Of(BertBase, PredictedTokens.Masked)!;

        // (30,522 + 512 + 2 + 2) · 768; 12 · (4 · 590,592 + 2,362,368 + 2,360,064 + 4 · 768); 590,592 + 2 · 768 + 30,522.
        Assert.Equal([("embeddings", 23_837_184), ("encoder", 85_054_464), ("head", 622_650)], model.Parts.Select(part => (part.Name, part.Weights)));
        Assert.Equal(12 * (4 * 768 * 768 + 2 * 768 * 3072), model.Backbone.FactorWeights);
    }

    [Fact]
    public void A_token_of_BERT_base_takes_six_operations_a_factor_and_attention_beside_them()
    {
        var model = ModelArithmetic.Of(BertBase, PredictedTokens.Masked)!;

        Operations operations = model.Operations(new PassShape(Rows: 2, Width: 512, Tokens: 1024, Targets: 154));

        Assert.Equal(6.0 * 84_934_656 * 1024, operations.Weights);
        Assert.Equal(12.0 * 12 * 512 * 768 * 1024, operations.Attention);
        Assert.Equal(6.0 * (768 * 768 + 768 * 30_522) * 154, operations.Head);
    }

    [Fact]
    public void Layers_that_are_computed_again_take_a_fourth_pass_and_the_head_does_not()
    {
        var pass = new PassShape(Rows: 2, Width: 512, Tokens: 1024, Targets: 154);

        Operations once = ModelArithmetic.Of(BertBase, PredictedTokens.Masked)!.Operations(pass);
        Operations again = ModelArithmetic.Of(BertBase, PredictedTokens.Masked, recomputesLayers: true)!.Operations(pass);

        Assert.Equal(new Operations(once.Weights * 4 / 3, once.Attention * 4 / 3, once.Head), again);
    }

    [Fact]
    public void Padding_costs_an_LSTM_what_tokens_cost_and_BERT_nothing()
    {
        var lstm = ModelArithmetic.Of(new AwdLstmConfiguration { VocabularySize = 69, ContextTokens = 100, Layers = 2, Dimensions = 16, Units = 32 }, PredictedTokens.Masked)!;
        var bert = ModelArithmetic.Of(BertBase, PredictedTokens.Masked)!;
        PassShape whole = new(4, 100, 400, 10), padded = new(4, 100, 250, 10);

        Assert.Equal(lstm.Operations(whole), lstm.Operations(padded));
        Assert.Equal(bert.Operations(whole).Weights * 250 / 400, bert.Operations(padded).Weights);
    }

    // Hoffmann et al. 2022: Chinchilla (table 4: 80 layers of 8,192, 64 heads, 32,000 tokens of vocabulary) on 1.4e12 tokens
    // used Gopher's 5.76e23 operations. A decoder counts like an encoder that predicts every token.
    [Fact]
    public void Chinchilla_comes_out_at_the_operations_that_were_published()
    {
        var model = ModelArithmetic.Of(new BertConfiguration
        {
            VocabularySize = 32_000, Layers = 80, Dimensions = 8192, Heads = 64, FeedForward = 4 * 8192, ContextTokens = 2048,
        }, PredictedTokens.Masked)!;

        double ofToken = model.Operations(new PassShape(1, 2048, 2048, 2048)).Total / 2048;

        Assert.InRange(ofToken * 1.4e12 / 5.76e23, 0.97, 1.03);
    }

    [Fact]
    public void The_AWD_LSTM_of_ULMFiT_has_its_own_count()
    {
        var model = ModelArithmetic.Of(new AwdLstmConfiguration
        {
            VocabularySize = 1029, ContextTokens = 1 << 20, Layers = 3, Dimensions = 400, Units = 1150,
        }, PredictedTokens.Next)!;

        Operations operations = model.Operations(new PassShape(Rows: 10, Width: 70, Tokens: 600, Targets: 600));

        // Four gates: 4 · 1,150 · (400 + 1,150), 4 · 1,150 · 2,300, 4 · 400 · (1,150 + 400). The decoder is at every place.
        Assert.Equal(7_130_000 + 10_580_000 + 2_480_000, model.Backbone.FactorWeights);
        Assert.Equal(6.0 * 20_190_000 * 700, operations.Weights);
        Assert.Equal(0, operations.Attention);
        Assert.Equal(6.0 * 400 * 1029 * 700, operations.Head);
    }

    public static TheoryData<string> Shapes => [.. ShapesByName.Keys];

    private static readonly Dictionary<string, (BackboneConfiguration Shape, PredictedTokens Predicts)> ShapesByName = new()
    {
        ["post, learned"] = (Small, PredictedTokens.Masked),
        ["pre, rotary"] = (Small with { Normalization = Normalization.Pre, Position = PositionEncoding.Rotary }, PredictedTokens.Masked),
        ["sinusoidal"] = (Small with { Position = PositionEncoding.Sinusoidal }, PredictedTokens.Masked),
        ["lstm"] = (SmallLstm, PredictedTokens.Next),
        ["untied lstm"] = (SmallLstm with { TiedDecoder = false }, PredictedTokens.Next),
        ["two directions"] = (SmallLstm with { Bidirectional = true }, PredictedTokens.Masked),
    };

    private static BertConfiguration Small =>
        new() { VocabularySize = 13, Layers = 2, Dimensions = 8, Heads = 2, FeedForward = 20, ContextTokens = 11 };

    private static AwdLstmConfiguration SmallLstm =>
        new() { VocabularySize = 13, ContextTokens = 100, Layers = 3, Dimensions = 6, Units = 10 };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_parts_add_up_to_the_weights_of_the_model_that_is_built(string name)
    {
        var (shape, predicts) = ShapesByName[name];
        using var scope = new TensorScope();

        var model = LanguageModel.On(shape.Build(), predicts);

        Assert.Equal(model.ParameterCount, ModelArithmetic.Of(shape, predicts)!.Weights);
    }
}

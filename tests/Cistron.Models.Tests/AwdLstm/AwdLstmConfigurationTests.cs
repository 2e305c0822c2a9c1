using Cistron.Models.AwdLstm;
using Cistron.Torch;

namespace Cistron.Models.Tests.AwdLstm;

public class AwdLstmConfigurationTests
{
    public static TheoryData<AwdLstmConfiguration> Shapes { get; } =
    [
        Sample.AwdLstm, Sample.AwdLstm with { Layers = 1 }, Sample.AwdLstm with { Layers = 4, Units = 30 },
        Sample.AwdLstm with { Bidirectional = true }, Sample.AwdLstm with { TiedDecoder = false },
        Sample.AwdLstm with { Bidirectional = true, TiedDecoder = false, Dimensions = 9 },
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Weights_are_counted_without_building(AwdLstmConfiguration shape)
    {
        using var scope = new TensorScope();

        Assert.Null(shape.Fault());
        Assert.Equal(shape.Build().ParameterCount, shape.CountParameters());
    }

    [Fact]
    public void The_base_preset_is_that_of_ULMFiT()
    {
        var shape = new AwdLstmRecipe { Preset = AwdLstmPreset.Base }.Configure(vocabularySize: 65);

        // 3-mers: 65 · 400, then 4 · (1150 · 400 + 1150² + 2 · 1150), 4 · (2 · 1150² + 2 · 1150), 4 · (400 · 1150 + 400² + 800).
        Assert.Equal(26_000 + 7_139_200 + 10_589_200 + 2_483_200, shape.CountParameters());
    }

    [Fact]
    public void A_recipe_replaces_what_it_names_of_its_preset()
    {
        var shape = new AwdLstmRecipe { Preset = AwdLstmPreset.Mini, Layers = 3, DropMult = 0.5, Bidirectional = true }.Configure(69);

        Assert.Equal(new AwdLstmConfiguration
        {
            VocabularySize = 69,
            ContextTokens = AwdLstmConfiguration.AnyLength,
            Layers = 3,
            Dimensions = 96,
            Units = 256,
            DropMult = 0.5,
            Bidirectional = true,
        }, shape);
    }

    public static TheoryData<AwdLstmConfiguration, string> Faults { get; } = new()
    {
        { Sample.AwdLstm with { Layers = 0 }, "layers is 0 where 1 to 64 can be" },
        { Sample.AwdLstm with { Dimensions = -1 }, "dimensions is -1 where 1 to 16384 can be" },
        { Sample.AwdLstm with { Units = int.MaxValue }, "units is 2147483647 where 1 to 16384 can be" },
        { Sample.AwdLstm with { VocabularySize = 0 }, "vocabulary_size is 0 where 1 to 4194304 can be" },
        { Sample.AwdLstm with { WindowTokens = 0 }, "window_tokens is 0 where 1 to 1073741824 can be" },
        { Sample.AwdLstm with { DropMult = -1 }, "drop_mult is -1 where 0 to 100 can be" },
        { Sample.AwdLstm with { DropMult = 5 }, "input dropout is 1 where 0 to 0.99 can be" },
        { Sample.AwdLstm with { Dropout = new() { Weight = double.NaN } }, "weight dropout is NaN where 0 to 0.99 can be" },
        { Sample.AwdLstm with { Bidirectional = true, Units = 15 }, "two directions cannot share the 15 outputs of a layer" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_shape_that_cannot_be_built_says_why(AwdLstmConfiguration shape, string fault)
    {
        Assert.Equal(fault, shape.Fault());

        var refusal = Assert.Throws<ArgumentException>(shape.Build);
        Assert.StartsWith(fault, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_directions_cannot_predict_the_next_token()
    {
        using var scope = new TensorScope();
        var shape = Sample.AwdLstm with { Bidirectional = true };

        Assert.Null(Sample.AwdLstm.CausalFault());
        Assert.NotNull(Sample.Shape.CausalFault());
        Assert.Equal("a bidirectional LSTM has read the next token before it predicts it", shape.CausalFault());
        var refusal = Assert.Throws<ArgumentException>(() => Sample.CausalModel(shape));
        Assert.Contains("has read the next token", refusal.Message);
    }
}

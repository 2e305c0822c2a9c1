using Cistron.Models.Folders;
using Cistron.Torch;
using Cistron.Torch.Weights;

namespace Cistron.Models.Tests.Folders;

/// <summary>Weights that are damaged, or not those that the description asks for.</summary>
public class RefusedWeightsTests
{
    [Fact]
    public void A_shape_larger_than_the_weights_is_refused_before_it_is_built()
    {
        using var saved = SavedModel.Language();
        long bytes = new FileInfo(saved.File("model.safetensors")).Length;
        saved.Describe(description =>
        {
            description["backbone"]!["layers"] = 20;
            description["backbone"]!["dimensions"] = 1024;
        });
        long before = LiveTensors.Settled();

        Assert.Equal($"{saved.File("model.safetensors")} has {bytes} bytes, too few for the 86132672 weights that "
            + $"cistron.json asks for{SavedModel.Restore}", saved.Refusal());
        Assert.Equal(before, Tensor.LiveCount);
    }

    [Fact]
    public void Weights_that_are_not_there_are_missed()
    {
        using var saved = SavedModel.Language();
        File.Delete(saved.File("model.safetensors"));

        Assert.Equal($"{saved.File("model.safetensors")} is missing{SavedModel.Restore}", saved.Refusal());
    }

    [Fact]
    public void A_damaged_header_of_the_weights_is_refused()
    {
        using var saved = SavedModel.Language();
        using (var file = File.OpenWrite(saved.File("model.safetensors")))
        {
            file.Position = 20;
            file.Write([0, 0, 0]);
        }

        var refusal = Assert.Throws<WeightFileException>(() => ModelFolder.Open(saved.Path).LoadLanguageModel());

        Assert.StartsWith($"{saved.File("model.safetensors")}: has a header that is not JSON", refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_were_cut_short_are_refused()
    {
        using var saved = SavedModel.Language();
        using (var file = File.OpenWrite(saved.File("model.safetensors")))
            file.SetLength(file.Length - 4);

        var refusal = Assert.Throws<WeightFileException>(() => ModelFolder.Open(saved.Path).LoadLanguageModel());

        Assert.Contains("cut short", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_weight_is_named()
    {
        using var saved = SavedModel.Language();
        saved.Weigh(weights => weights.Where(weight => weight.Key != "bert.encoder.layer.1.output.dense.bias"));

        Assert.Equal($"{saved.File("model.safetensors")} lacks the weights 'bert.encoder.layer.1.output.dense.bias'"
            + SavedModel.Restore, saved.Refusal());
    }

    [Fact]
    public void A_weight_of_another_shape_is_named_with_both()
    {
        using var scope = new TensorScope();
        using var saved = SavedModel.Language();
        saved.Weigh(weights => weights.Select(weight => weight.Key == "cls.predictions.bias"
            ? KeyValuePair.Create(weight.Key, Operators.Zeros([70, 1])) : weight));

        Assert.Equal($"{saved.File("model.safetensors")}: 'cls.predictions.bias' has shape [70, 1] where cistron.json asks for "
            + $"[69]{SavedModel.Restore}", saved.Refusal());
    }

    [Fact]
    public void An_unexpected_weight_is_named_unless_a_backbone_alone_is_asked_for()
    {
        using var scope = new TensorScope();
        using var saved = SavedModel.Language();
        saved.Weigh(weights => weights.Append(KeyValuePair.Create("adapter.\u001b", Operators.Zeros([2]))));

        Assert.Equal($"{saved.File("model.safetensors")} has weights that cistron.json knows nothing of: 'adapter.?'"
            + SavedModel.Restore, saved.Refusal());
        Assert.NotNull(ModelFolder.Open(saved.Path).LoadBackbone(Sample.Shape));
    }
}

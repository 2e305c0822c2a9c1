using Cistron.Models.Bert;
using Cistron.Models.Heads;
using Cistron.Torch;

namespace Cistron.Models.Tests;

public class LayerGroupTests
{
    [Fact]
    public void Every_parameter_is_in_one_group()
    {
        using var scope = new TensorScope();
        Model[] models =
        [
            Sample.LanguageModel(Sample.Shape),
            Sample.LanguageModel(Sample.Shape with { Normalization = Normalization.Pre }),
            Sample.SequenceModel(Sample.Shape, Sample.Task),
            Sample.SequenceModel(Sample.Shape, Sample.Task with { Pooling = Pooling.Cls }),
        ];

        Assert.All(models, model =>
        {
            var grouped = model.LayerGroups.SelectMany(group => group.Parameters).ToArray();

            Assert.Equal(grouped.Length, grouped.Distinct().Count());
            Assert.Equal(model.Parameters().Select(p => p.Value).ToHashSet(), [.. grouped]);
        });
    }

    [Fact]
    public void Groups_go_from_the_embeddings_through_the_layers_to_the_head()
    {
        using var scope = new TensorScope();
        var model = Sample.SequenceModel(
            Sample.Shape with { Layers = 2, Normalization = Normalization.Pre }, Sample.Task with { Pooling = Pooling.Cls });

        var groups = model.LayerGroups.ToDictionary(group => group.Name, group => Names(model, group));

        Assert.Equal(["embeddings", "layer 1", "layer 2", "head"], groups.Keys);
        Assert.All(groups["embeddings"], name => Assert.StartsWith("bert.embeddings.", name, StringComparison.Ordinal));
        Assert.All(groups["layer 1"], name => Assert.StartsWith("bert.encoder.layer.0.", name, StringComparison.Ordinal));
        // What normalizes the sum of all layers moves with the last of them.
        Assert.All(groups["layer 2"], name => Assert.Matches(@"^bert\.encoder\.(layer\.1|emb_layer_norm_after)\.", name));
        Assert.Contains("bert.encoder.emb_layer_norm_after.weight", groups["layer 2"]);
        Assert.Equal(["bert.pooler.dense.bias", "bert.pooler.dense.weight", "classifier.bias", "classifier.weight"],
            groups["head"].Order());
    }

    [Fact]
    public void Token_vectors_that_a_language_model_head_shares_stay_with_the_embeddings()
    {
        using var scope = new TensorScope();
        var model = Sample.LanguageModel(Sample.Shape);

        Assert.Contains(model.Backbone.TokenEmbeddings, model.LayerGroups[0].Parameters);
        Assert.All(Names(model, model.LayerGroups[^1]),
            name => Assert.StartsWith("cls.predictions.", name, StringComparison.Ordinal));
    }

    private static string[] Names(Model model, LayerGroup group) =>
        [.. model.Parameters().Where(p => group.Parameters.Contains(p.Value)).Select(p => p.Key)];
}

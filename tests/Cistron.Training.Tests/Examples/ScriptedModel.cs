using Cistron.Models;
using Cistron.Models.Heads;
using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Training.Tests.Examples;

/// <summary>Vectors without a network around them: one called w, or several that are layer groups of their own.</summary>
internal sealed class ScriptedModel : Model
{
    public ScriptedModel(params float[] weights) : this([weights])
    {
    }

    public ScriptedModel(float[][] groups) : base(new Layers(groups))
    {
    }

    /// <summary>The vector, when there is one; else that of the lowest layer.</summary>
    public Parameter Weights => Backbone.TokenEmbeddings;

    /// <summary>The vectors from the input to the head.</summary>
    public override IReadOnlyList<LayerGroup> LayerGroups => Backbone.LayerGroups;

    private sealed class Layers : Backbone
    {
        private readonly Parameter[] _vectors;

        public Layers(float[][] groups) => _vectors = [.. groups.Select((values, i) =>
            AddParameter(i == 0 ? "w" : $"w{i + 1}", Tensor.From<float>(values, values.Length)))];

        public override IReadOnlyList<LayerGroup> LayerGroups =>
            [.. _vectors.Select((vector, i) => new LayerGroup(i == _vectors.Length - 1 ? "head" : $"layer {i + 1}", [vector]))];

        public override Parameter TokenEmbeddings => _vectors[0];

        public override string Name => "";

        public override BackboneConfiguration Shape => throw new NotSupportedException();

        public override int Dimensions => throw new NotSupportedException();

        public override int ContextTokens => throw new NotSupportedException();

        public override HeadStyle HeadStyle => throw new NotSupportedException();

        public override Tensor Forward(TokenBatch batch) => throw new NotSupportedException();
    }
}

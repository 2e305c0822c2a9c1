using Cistron.Models;
using Cistron.Models.Heads;
using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Training.Tests.Examples;

/// <summary>Vectors w, w2, w3 … without a network around them, each a layer group of its own.</summary>
internal sealed class ScriptedModel : Model
{
    /// <param name="groups">The values of each group, from the input to the head.</param>
    public ScriptedModel(float[][] groups) : base(new Layers(groups))
    {
    }

    public override IReadOnlyList<LayerGroup> LayerGroups => Backbone.LayerGroups;

    private sealed class Layers : Backbone
    {
        private readonly Parameter[] _vectors;

        public Layers(float[][] groups) => _vectors = [.. groups.Select((values, i) =>
            AddParameter(i == 0 ? "w" : $"w{i + 1}", Tensor.From<float>(values, values.Length)))];

        public override IReadOnlyList<LayerGroup> LayerGroups => [.. _vectors.Select((vector, i) =>
            new LayerGroup(i == _vectors.Length - 1 ? "head" : $"layer {i + 1}", [vector]))];

        public override Parameter TokenEmbeddings => _vectors[0];

        public override string Name => "";

        public override BackboneConfiguration Shape => throw new NotSupportedException();

        public override int Dimensions => throw new NotSupportedException();

        public override int ContextTokens => throw new NotSupportedException();

        public override HeadStyle HeadStyle => throw new NotSupportedException();

        public override Tensor Forward(TokenBatch batch) => throw new NotSupportedException();
    }
}

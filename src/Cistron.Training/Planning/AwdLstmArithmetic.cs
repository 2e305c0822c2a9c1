using Cistron.Models.AwdLstm;

namespace Cistron.Training.Planning;

/// <summary>What an AWD-LSTM costs.</summary>
public sealed class AwdLstmArithmetic(AwdLstmConfiguration shape) : BackboneArithmetic
{
    private const int Gates = 4;

    /// <inheritdoc />
    public override int Dimensions => Sizes[^1].Outputs;

    /// <inheritdoc />
    public override int Layers => shape.Layers;

    /// <inheritdoc />
    public override bool IsSequential => true;

    /// <inheritdoc />
    public override IReadOnlyList<ModelPart> Parts
    {
        get
        {
            long embeddings = (long)shape.VocabularySize * shape.Dimensions;
            return [new("embeddings", embeddings), new("LSTM layers", shape.CountParameters() - embeddings)];
        }
    }

    /// <summary>Four gates of every layer and direction, each with a matrix for the input and one for the state.</summary>
    public override long FactorWeights =>
        Sizes.Sum(size => Gates * (long)size.Outputs * (size.Inputs + size.Outputs / Directions));

    private int Directions => shape.Bidirectional ? 2 : 1;

    private (int Inputs, int Outputs)[] Sizes => [.. shape.LayerSizes()];

    /// <summary>There is no attention.</summary>
    public override double AttentionOperations(PassShape pass) => 0;

    /// <summary>
    /// For each token of a window the gates, state, cell and output of every layer, and what dropout made of them. They are
    /// float32 whatever the products are.
    /// </summary>
    public override IEnumerable<MemoryPart> Kept(PassShape pass, ComputeMode mode)
    {
        var dropout = shape.Dropout;
        bool isOn = shape.DropMult > 0;
        int embedded = 1 + (isOn && dropout.Embedding > 0 ? 1 : 0) + (isOn && dropout.Input > 0 ? 1 : 0);
        int between = isOn && dropout.Hidden > 0 ? Sizes.SkipLast(1).Sum(size => size.Outputs) : 0;
        int joined = shape.Bidirectional ? 1 : 0;
        long states = Sizes.Sum(size => (Gates + 3L + joined) * size.Outputs);
        yield return new("embeddings", pass.Places * 4 * embedded * shape.Dimensions);
        yield return new("gates and states", pass.Places * 4 * (states + between));
        if (isOn && dropout.Weight > 0)
            yield return new("dropped weights", Sizes.Sum(size => 4.0 * Gates * size.Outputs * size.Outputs / Directions));
    }
}

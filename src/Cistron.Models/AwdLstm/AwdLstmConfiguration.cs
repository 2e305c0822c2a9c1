using System.Text.Json.Nodes;
using Cistron.Models.Folders;

namespace Cistron.Models.AwdLstm;

/// <summary>
/// The shape of an AWD-LSTM (Merity, Keskar and Socher 2018): embeddings, a stack of LSTM layers with every kind of
/// dropout, as ULMFiT uses it (Howard and Ruder 2018).
/// </summary>
public sealed record AwdLstmConfiguration : BackboneConfiguration
{
    internal const int MostLayers = 64, MostDimensions = 1 << 14;

    /// <summary>
    /// A context beyond every sequence that is read as a row: the state carries on, and memory does not grow with the row.
    /// </summary>
    internal const int AnyLength = 1 << 24;

    private const int MostTokens = 1 << 30, LargestVocabulary = 1 << 22;

    /// <summary>LSTM layers.</summary>
    public required int Layers { get; init; }

    /// <summary>E, the length of a token's vector.</summary>
    public required int Dimensions { get; init; }

    /// <summary>H, the length of the outputs of all layers but the last. With one layer it has no use.</summary>
    public required int Units { get; init; }

    /// <summary>
    /// Whether every layer also reads from the end, each direction with half of the outputs. Such a backbone cannot predict
    /// the next token.
    /// </summary>
    public bool Bidirectional { get; init; }

    /// <summary>
    /// Whether the decoder of a language model shares the tokens' vectors (Press and Wolf 2017). The last layer then has E
    /// outputs, otherwise H. Default: true.
    /// </summary>
    public bool TiedDecoder { get; init; } = true;

    /// <summary>Probabilities of dropout before <see cref="DropMult"/>.</summary>
    public AwdLstmDropout Dropout { get; init; } = new();

    /// <summary>What all probabilities of dropout are multiplied by: one number to regularize more or less. Default: 1.</summary>
    public double DropMult { get; init; } = 1;

    /// <summary>
    /// Tokens that are read at once of a row that is read whole. The state is carried on, so the number changes memory and,
    /// while training, how often dropout draws its masks. Default: 70.
    /// </summary>
    public int WindowTokens { get; init; } = 70;

    /// <summary>
    /// The last tokens of a row that gradients of a pooled sequence reach; those before them move the state and are pooled.
    /// Default: 1,400.
    /// </summary>
    public int GradientTokens { get; init; } = 1400;

    /// <summary>D, the length of a hidden state.</summary>
    internal int OutputDimensions => TiedDecoder ? Dimensions : Units;

    /// <summary>1 or 2.</summary>
    internal int Directions => Bidirectional ? 2 : 1;

    /// <inheritdoc />
    public override Framing Framing => Framing.Start;

    /// <inheritdoc />
    public override Backbone Build() => new AwdLstmBackbone(this);

    /// <inheritdoc />
    public override BackboneConfiguration WithDropout(double probability) =>
        this with { Dropout = AwdLstmDropout.Everywhere(probability), DropMult = 1 };

    /// <inheritdoc />
    public override string? Fault()
    {
        (string Name, double Value, double Least, double Most)[] ranges =
        [
            ("layers", Layers, 1, MostLayers), ("dimensions", Dimensions, 1, MostDimensions), ("units", Units, 1, MostDimensions),
            ("vocabulary_size", VocabularySize, 1, LargestVocabulary), ("context_tokens", ContextTokens, 1, MostTokens),
            ("window_tokens", WindowTokens, 1, MostTokens), ("gradient_tokens", GradientTokens, 1, MostTokens),
            ("drop_mult", DropMult, 0, 100), ("embedding dropout", Dropout.Embedding * DropMult, 0, 0.99),
            ("input dropout", Dropout.Input * DropMult, 0, 0.99), ("hidden dropout", Dropout.Hidden * DropMult, 0, 0.99),
            ("weight dropout", Dropout.Weight * DropMult, 0, 0.99), ("output dropout", Dropout.Output * DropMult, 0, 0.99),
        ];
        foreach (var (name, value, least, most) in ranges)
            if (!(value >= least && value <= most))
                return $"{name} is {value} where {least} to {most} can be";
        foreach (int outputs in LayerSizes().Select(size => size.Outputs))
            if (outputs % Directions != 0)
                return $"two directions cannot share the {outputs} outputs of a layer";
        return null;
    }

    /// <inheritdoc />
    public override string? CausalFault() =>
        Bidirectional ? "a bidirectional LSTM has read the next token before it predicts it" : null;

    /// <inheritdoc />
    public override long CountParameters() => (long)VocabularySize * Dimensions + LayerSizes().Sum(size =>
    {
        long units = size.Outputs / Directions;
        return Directions * 4 * units * (size.Inputs + units + 2);
    });

    /// <summary>There is no class of Hugging Face's for this architecture.</summary>
    public override JsonObject? HuggingFaceConfig(SequenceTask? task) => null;

    /// <summary>Lengths of the inputs and outputs of every layer.</summary>
    public IEnumerable<(int Inputs, int Outputs)> LayerSizes() => Enumerable.Range(0, Layers).Select(layer =>
        (layer == 0 ? Dimensions : Units, layer == Layers - 1 ? OutputDimensions : Units));
}

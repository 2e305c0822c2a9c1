using Cistron.Models.Folders;

namespace Cistron.Training.Verbs;

/// <summary>What a pre-training run came to: the content of its <c>result.json</c>.</summary>
public sealed record PretrainResult
{
    /// <summary>The released model.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>Weights of the model.</summary>
    public required long Parameters { get; init; }

    /// <summary>Optimizer updates made.</summary>
    public required long Steps { get; init; }

    /// <summary>The update after which the released weights were taken.</summary>
    public required long ReleasedStep { get; init; }

    /// <summary>Tokens seen, padding not counted.</summary>
    public required long Tokens { get; init; }

    /// <summary>Passes over the training part of the corpus.</summary>
    public required double Epochs { get; init; }

    /// <summary>Seconds spent in training steps.</summary>
    public required double Seconds { get; init; }

    /// <summary>Bases that windows were drawn from.</summary>
    public required long TrainingBases { get; init; }

    /// <summary>Bases that were held out.</summary>
    public required long ValidationBases { get; init; }

    /// <summary>Windows of the held-out part that were scored.</summary>
    public required int ValidationWindows { get; init; }

    /// <summary>SHA-256 over the corpus.</summary>
    public required string CorpusFingerprint { get; init; }

    /// <summary>What the model was trained to predict.</summary>
    public PredictedTokens Predicts { get; init; }

    /// <summary>
    /// Mean cross-entropy of a predicted token of the held-out windows, in nats. Of masked tokens all are hidden that are to
    /// be predicted.
    /// </summary>
    public required double Loss { get; init; }

    /// <summary>
    /// The loss of a model that knows the tokens' overlap and nothing else, in nats: ln 4^stride for next tokens that are
    /// k-mers. Held-out windows of other lengths give slightly other numbers, as the first token has k new bases.
    /// </summary>
    public double UniformLoss { get; init; }

    /// <summary>The loss in bits per base that is predicted.</summary>
    public required double BitsPerBase { get; init; }

    /// <summary>Share of those tokens that were predicted right.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Bits per base of a model that knows nothing: 2 for four letters.</summary>
    public required double UniformBitsPerBase { get; init; }

    /// <summary>
    /// Bits per base of an order-k Markov model, trained on the same bases and scored on the same windows. It sees the k
    /// bases before each one; a masked model sees what is left of both sides.
    /// </summary>
    public required double MarkovBitsPerBase { get; init; }

    /// <summary>The order k.</summary>
    public required int MarkovOrder { get; init; }
}

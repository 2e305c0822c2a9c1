using Cistron.Evaluation.Metrics;

namespace Cistron.Training.Verbs;

/// <summary>What a fine-tuning run came to: the content of its <c>result.json</c>.</summary>
public sealed record FinetuneResult
{
    /// <summary>The released model.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>The model folder that training started from; null for random weights.</summary>
    public required string? Pretrained { get; init; }

    /// <summary>The task, its labels and their counts in a sentence.</summary>
    public required string Task { get; init; }

    /// <summary>Weights of the model.</summary>
    public required long Parameters { get; init; }

    /// <summary>Optimizer updates made.</summary>
    public required long Steps { get; init; }

    /// <summary>The update after which the released weights were taken.</summary>
    public required long ReleasedStep { get; init; }

    /// <summary>Passes over the training rows.</summary>
    public required double Epochs { get; init; }

    /// <summary>Seconds spent in training steps.</summary>
    public required double Seconds { get; init; }

    /// <summary>Rows trained on.</summary>
    public required int TrainRows { get; init; }

    /// <summary>Bases of a training row: the median. Null in folders of older versions.</summary>
    public int? MedianBases { get; init; }

    /// <summary>The dev metric that the weights were chosen by.</summary>
    public required string SelectedBy { get; init; }

    /// <summary>The rows that the weights were chosen on.</summary>
    public required Judgement Dev { get; init; }

    /// <summary>The rows that were scored once, at the end; null without a test table.</summary>
    public Judgement? Test { get; init; }

    /// <summary>The baseline, fitted on the same training and dev rows, on the rows of <see cref="Test"/> (else of
    /// <see cref="Dev"/>); null when the recipe asked for none.</summary>
    public Judgement? Baseline { get; init; }

    /// <summary>What the baseline was and how it was chosen.</summary>
    public string? BaselineNote { get; init; }

    /// <summary>Model minus baseline on the same rows; an interval without 0 is evidence of a difference.</summary>
    public IReadOnlyDictionary<string, Estimate>? Difference { get; init; }

    /// <summary>
    /// The position baseline, fitted and judged on the same rows; null when the recipe asked for no baseline, or where
    /// sequences differ in length, so that their places cannot be compared.
    /// </summary>
    public BaselineScore? PositionBaseline { get; init; }

    /// <summary>Linear models on features of programs for coding potential, by name, fitted and judged on the same rows.</summary>
    public IReadOnlyDictionary<string, BaselineScore> TranscriptBaselines { get; init; } = new Dictionary<string, BaselineScore>();

    /// <summary>Sequences of all tables that were longer than the context.</summary>
    public required int LongSequences { get; init; }

    /// <summary>Sentences on what may make the result worth less than it seems.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}

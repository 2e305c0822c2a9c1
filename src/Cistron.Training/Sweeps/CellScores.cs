using Cistron.Evaluation.Metrics;
using Cistron.Training.Verbs;

namespace Cistron.Training.Sweeps;

/// <summary>What a finished cell came to, whichever verb it ran.</summary>
public sealed record CellScores
{
    /// <summary>What the model was judged on, such as "test rows".</summary>
    public required string JudgedOn { get; init; }

    /// <summary>The metric that a sweep of this verb looks at unless its recipe names another.</summary>
    public required string MainMetric { get; init; }

    /// <summary>The model's metrics by name.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>What charts call the baseline.</summary>
    public required string BaselineName { get; init; }

    /// <summary>The baseline's metrics by name; empty when the cell has none.</summary>
    public required IReadOnlyDictionary<string, double> Baseline { get; init; }

    /// <summary>Seconds spent in training steps.</summary>
    public required double Seconds { get; init; }

    /// <summary>The scores of a fine-tuning run: on test, else on dev.</summary>
    public static CellScores Of(FinetuneResult result) => new()
    {
        JudgedOn = result.Test is null ? "dev rows" : "test rows",
        MainMetric = result.SelectedBy,
        Metrics = Values(result.Test ?? result.Dev),
        BaselineName = "k-mer baseline",
        Baseline = result.Baseline is null ? new Dictionary<string, double>() : Values(result.Baseline),
        Seconds = result.Seconds,
    };

    /// <summary>The scores of a pre-training run on the held-out windows.</summary>
    public static CellScores Of(PretrainResult result) => new()
    {
        JudgedOn = "held-out windows",
        MainMetric = Metric.BitsPerBase.Name,
        Metrics = new OrderedDictionary<string, double>
        {
            [Metric.Loss.Name] = result.Loss,
            [Metric.BitsPerBase.Name] = result.BitsPerBase,
            [Metric.Accuracy.Name] = result.Accuracy,
        },
        BaselineName = $"order-{result.MarkovOrder} Markov model",
        Baseline = new Dictionary<string, double> { [Metric.BitsPerBase.Name] = result.MarkovBitsPerBase },
        Seconds = result.Seconds,
    };

    private static OrderedDictionary<string, double> Values(Judgement judgement) => new(Metric.All
        .Where(metric => judgement.Metrics.ContainsKey(metric.Name))
        .Select(metric => KeyValuePair.Create(metric.Name, judgement.Metrics[metric.Name].Value)));
}

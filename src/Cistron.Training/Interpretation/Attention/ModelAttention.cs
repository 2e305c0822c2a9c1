using System.Text.Json.Serialization;
using Cistron.Evaluation.Metrics;
using Cistron.Models.Attention;

namespace Cistron.Training.Interpretation.Attention;

/// <summary>Where the heads of one model look, over many sequences.</summary>
public sealed record ModelAttention
{
    /// <summary>The model's name in pictures and tables.</summary>
    public required string Name { get; init; }

    /// <summary>Its folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Its tokenizer in a word.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>Sequences looked at.</summary>
    public required long Sequences { get; init; }

    /// <summary>Those of them that are longer than the context.</summary>
    public required long LongSequences { get; init; }

    /// <summary>L, the tokens of a row with [CLS] and [SEP]; the mean over sequences.</summary>
    public required double Tokens { get; init; }

    /// <summary>What even attention would give on the same rows.</summary>
    public required IReadOnlyDictionary<AttentionStatistic, double> Even { get; init; }

    /// <summary>The layers from the lowest up.</summary>
    public required IReadOnlyList<LayerAttention> Layers { get; init; }
}

/// <summary>Where a layer looks.</summary>
/// <param name="Mean">The mean over its heads.</param>
/// <param name="Heads">Each of them.</param>
public sealed record LayerAttention(HeadEstimates Mean, IReadOnlyList<HeadEstimates> Heads);

/// <summary>Means over sequences, each with its 95 % interval over them.</summary>
/// <param name="Statistics">Every statistic.</param>
/// <param name="Profile">Multiples of even attention at the distances −w to +w in tokens.</param>
public sealed record HeadEstimates(
    IReadOnlyDictionary<AttentionStatistic, Estimate> Statistics, [property: JsonIgnore] IReadOnlyList<Estimate> Profile)
{
    /// <summary>One of the statistics.</summary>
    public Estimate this[AttentionStatistic statistic] => Statistics[statistic];

    /// <summary>The profile with its distances.</summary>
    [JsonIgnore]
    public IEnumerable<(int Distance, Estimate TimesEven)> Distances => Profile.Select((estimate, i) => (i - Profile.Count / 2, estimate));
}

using System.Text.Json.Serialization;

namespace Cistron.Evaluation.Metrics;

/// <summary>
/// A metric on a test set, with the 95 % interval that resampling the test rows gives. NaN where it is undefined, which
/// becomes <c>null</c> in JSON.
/// </summary>
/// <param name="Value">The metric on all rows as they are.</param>
/// <param name="Lower">The 2.5 % point of the resamples.</param>
/// <param name="Upper">The 97.5 % point of the resamples.</param>
public sealed record Estimate(
    [property: JsonConverter(typeof(UndefinedAsNull))] double Value,
    [property: JsonConverter(typeof(UndefinedAsNull))] double Lower,
    [property: JsonConverter(typeof(UndefinedAsNull))] double Upper);

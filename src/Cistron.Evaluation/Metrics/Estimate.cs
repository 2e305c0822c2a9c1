using System.Text.Json.Serialization;

namespace Cistron.Evaluation.Metrics;

/// <summary>
/// A metric on a test set, with the 95 % interval that resampling the test rows gives, or another mean with its own. NaN
/// where it is undefined, which becomes <c>null</c> in JSON.
/// </summary>
/// <param name="Value">The metric on all rows as they are, or the mean.</param>
/// <param name="Lower">The lower end of the interval, such as the 2.5 % point of the resamples.</param>
/// <param name="Upper">The upper end.</param>
public sealed record Estimate(
    [property: JsonConverter(typeof(UndefinedAsNull))] double Value,
    [property: JsonConverter(typeof(UndefinedAsNull))] double Lower,
    [property: JsonConverter(typeof(UndefinedAsNull))] double Upper);

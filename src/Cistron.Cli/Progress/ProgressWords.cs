namespace Cistron.Cli.Progress;

/// <summary>Progress in words that both displays use.</summary>
internal static class ProgressWords
{
    /// <summary>A work that is no training step: <c>predicting 1,200 of 5,000 sequences</c>.</summary>
    public static string Of(string what, long done, long? total, string unit) => total is { } all
        ? $"{what} {Figures.Count(done)} of {Figures.Count(all)} {unit}"
        : $"{what} {Figures.Count(done)} {unit}";

    /// <summary>Metrics by name: <c>loss 1.312, bits_per_base 1.893</c>.</summary>
    public static string Of(IReadOnlyDictionary<string, double> metrics) =>
        string.Join(", ", metrics.Select(metric => $"{metric.Key} {Figures.Number(metric.Value)}"));
}

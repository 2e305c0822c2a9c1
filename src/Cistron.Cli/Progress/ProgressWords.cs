namespace Cistron.Cli.Progress;

/// <summary>Progress in words that both displays use.</summary>
internal static class ProgressWords
{
    // A line of a terminal holds no more.
    private const int MostMetrics = 3;

    /// <summary>A work that is no training step: <c>predicting 1,200 of 5,000 sequences</c>.</summary>
    public static string Of(string what, long done, long? total, string unit) => total is { } all
        ? $"{what} {NumberWords.Count(done)} of {NumberWords.Count(all)} {unit}"
        : $"{what} {NumberWords.Count(done)} {unit}";

    /// <summary>The first metrics by name: <c>loss 1.312, bits_per_base 1.893</c>. All of them are in metrics.jsonl.</summary>
    public static string Of(IReadOnlyDictionary<string, double> metrics) =>
        string.Join(", ", metrics.Take(MostMetrics).Select(metric => $"{metric.Key} {NumberWords.Number(metric.Value)}"));
}

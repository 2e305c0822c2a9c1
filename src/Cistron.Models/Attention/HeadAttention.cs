using Cistron.Sequences.Tokenizers;

namespace Cistron.Models.Attention;

/// <summary>
/// Where a head looks, in numbers: every <see cref="AttentionStatistic"/>, and a profile by relative distance. NaN stands
/// where there is nothing to measure, such as a distance that a short row does not have.
/// </summary>
public sealed class HeadAttention
{
    private static readonly int Statistics = Enum.GetValues<AttentionStatistic>().Length;

    internal HeadAttention(IReadOnlyList<double> numbers) => Numbers = numbers;

    /// <summary>The statistics in their order, then the profile from −w to +w.</summary>
    public IReadOnlyList<double> Numbers { get; }

    /// <summary>w: how far the profile goes to either side.</summary>
    public int ProfileTokens => (Numbers.Count - Statistics) / 2;

    /// <summary>One of the statistics.</summary>
    public double this[AttentionStatistic statistic] => Numbers[(int)statistic];

    /// <summary>
    /// The mean weight that a token of content gives to the one so many tokens behind it (before it, when negative), as a
    /// multiple of the 1 / L that even attention gives.
    /// </summary>
    public double TimesEven(int distance) => Numbers[Statistics + ProfileTokens + distance];

    /// <summary>What a head has that gives every token of a row the same weight.</summary>
    /// <param name="row">The row, between [CLS] and [SEP].</param>
    /// <param name="nearTokens">How far <see cref="AttentionStatistic.NearbyMass"/> goes.</param>
    /// <param name="profileTokens">How far the profile goes to either side.</param>
    public static HeadAttention Even(SpannedRow row, int nearTokens, int profileTokens)
    {
        double share = 1.0 / row.Ids.Length, content = row.Spans.Count;
        double near = Enumerable.Range(-nearTokens, 2 * nearTokens + 1).Sum(distance => Math.Max(0, content - Math.Abs(distance)));
        return new HeadAttention(
        [
            share, share, 1, (content * content - 1) / (3 * content), MeanDistance(row.Spans), near / (content * content),
            .. Enumerable.Range(-profileTokens, 2 * profileTokens + 1).Select(distance => Math.Abs(distance) < content ? 1 : double.NaN),
        ]);
    }

    // Over all ordered pairs of starts, which ascend: each is the larger of the pairs with those before it.
    private static double MeanDistance(IReadOnlyList<TokenSpan> spans)
    {
        double sum = 0;
        for (int i = 0; i < spans.Count; i++)
            sum += spans[i].Start * (2.0 * i - spans.Count + 1);
        return 2 * sum / ((double)spans.Count * spans.Count);
    }
}

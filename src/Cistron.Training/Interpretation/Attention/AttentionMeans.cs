using Cistron.Evaluation.Metrics;
using Cistron.Models.Attention;
using Cistron.Models.Bert;

namespace Cistron.Training.Interpretation.Attention;

/// <summary>Gathers where heads look in one sequence after the other. Memory holds a few numbers for each head.</summary>
/// <param name="shape">Of the encoder.</param>
/// <param name="profileTokens">How far profiles go to either side.</param>
internal sealed class AttentionMeans(BertConfiguration shape, int profileTokens)
{
    private static readonly AttentionStatistic[] Statistics = Enum.GetValues<AttentionStatistic>();

    private readonly RunningMean[][][] _heads = [.. Enumerable.Range(0, shape.Layers)
        .Select(_ => Enumerable.Range(0, shape.Heads).Select(_ => Numbers(profileTokens)).ToArray())];

    private readonly RunningMean[][] _means = [.. Enumerable.Range(0, shape.Layers).Select(_ => Numbers(profileTokens))];

    private readonly RunningMean[] _even = Numbers(profileTokens);

    private RunningMean _tokens;

    /// <summary>How many sequences there were.</summary>
    public long Sequences => _tokens.Count;

    /// <summary>Tokens of a row, special ones included; the mean over sequences.</summary>
    public double Tokens => _tokens.Estimate.Value;

    /// <summary>What even attention would give.</summary>
    public IReadOnlyDictionary<AttentionStatistic, double> Even =>
        Statistics.ToDictionary(statistic => statistic, statistic => _even[(int)statistic].Estimate.Value);

    /// <summary>The layers from the lowest up.</summary>
    public IReadOnlyList<LayerAttention> Layers =>
        [.. _means.Zip(_heads, (mean, heads) => new LayerAttention(Estimates(mean), [.. heads.Select(Estimates)]))];

    /// <summary>Takes a sequence in.</summary>
    public void Add<T>(SequenceAttention<T> sequence)
    {
        _tokens.Add(sequence.Tokens);
        Add(_even, sequence.Even);
        for (int layer = 0; layer < _means.Length; layer++)
        {
            var mean = new MeanAttention();
            for (int head = 0; head < _heads[layer].Length; head++)
            {
                mean.Add(sequence.Heads[layer][head]);
                Add(_heads[layer][head], sequence.Heads[layer][head]);
            }
            Add(_means[layer], mean.Value);
        }
    }

    private static RunningMean[] Numbers(int profileTokens) => new RunningMean[Statistics.Length + 2 * profileTokens + 1];

    private static void Add(RunningMean[] numbers, HeadAttention head)
    {
        for (int i = 0; i < numbers.Length; i++)
            if (double.IsFinite(head.Numbers[i]))
                numbers[i].Add(head.Numbers[i]);
    }

    private static HeadEstimates Estimates(RunningMean[] numbers) => new(
        Statistics.ToDictionary(statistic => statistic, statistic => numbers[(int)statistic].Estimate),
        [.. numbers.Skip(Statistics.Length).Select(number => number.Estimate)]);
}

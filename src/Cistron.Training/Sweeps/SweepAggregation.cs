using Cistron.Training.Verbs;

namespace Cistron.Training.Sweeps;

/// <summary>From single cells to groups of replicates.</summary>
public static class SweepAggregation
{
    /// <summary>The cells that differ in the replicate alone, together; in the order in which they first come.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="replicate">The factor that means are taken over; null for none.</param>
    public static IReadOnlyList<SweepGroup> Groups(IEnumerable<CellResult> cells, string? replicate) =>
    [
        .. cells.GroupBy(cell => string.Join('\n', Kept(cell, replicate).Select(factor => factor.Value))).Select(group => new SweepGroup
        {
            Factors = new OrderedDictionary<string, string>(Kept(group.First(), replicate)),
            Cells = group.Count(),
            Finished = group.Count(cell => cell.State == CellState.Finished),
            Metrics = Spreads(group.Select(cell => cell.Metrics)),
            Baseline = Spreads(group.Select(cell => cell.Baseline)),
        }),
    ];

    /// <summary>Every name that a cell has a value of, with the spread of the values.</summary>
    private static OrderedDictionary<string, Spread> Spreads(IEnumerable<IReadOnlyDictionary<string, double>> cells) => new(cells
        .SelectMany(values => values).GroupBy(value => value.Key, value => value.Value)
        .Select(metric => KeyValuePair.Create(metric.Key, Spread.Of(metric))));

    private static IEnumerable<KeyValuePair<string, string>> Kept(CellResult cell, string? replicate) =>
        cell.Factors.Where(factor => factor.Key != replicate);
}

using Cistron.Sequences.Randomness;

namespace Cistron.Training.Data;

/// <summary>
/// Which rows each step of an epoch sees: every row once, in an order drawn for the epoch, with rows of like length
/// together so that little is padded. A pure function of the seed and the epoch.
/// </summary>
/// <param name="lengths">Tokens of each row.</param>
/// <param name="rowsPerStep">Rows of one step.</param>
/// <param name="seed">The run's seed; orders are drawn from the stream "order" at the epoch.</param>
public sealed class EpochPlan(IReadOnlyList<int> lengths, int rowsPerStep, ulong seed)
{
    /// <summary>Steps whose rows are sorted by length together: like lengths meet, and the order stays random.</summary>
    private const int StepsInPool = 50;

    private (long Epoch, int[][] Steps) _planned = (-1, []);

    /// <summary>Steps of an epoch; the last may have fewer rows.</summary>
    public int StepsPerEpoch { get; } = (lengths.Count + rowsPerStep - 1) / rowsPerStep;

    /// <summary>The rows of a step, shortest first.</summary>
    public IReadOnlyList<int> Rows(long step)
    {
        long epoch = step / StepsPerEpoch;
        if (_planned.Epoch != epoch)
            _planned = (epoch, Plan(epoch));
        return _planned.Steps[step % StepsPerEpoch];
    }

    private int[][] Plan(long epoch)
    {
        var draws = RandomStream.For(seed, "order", epoch);
        int[] rows = [.. Enumerable.Range(0, lengths.Count)];
        draws.Shuffle<int>(rows);
        int[][] steps = [.. rows
            .Chunk(rowsPerStep * StepsInPool)
            .SelectMany(pool => pool.OrderBy(row => lengths[row]).Chunk(rowsPerStep))];
        draws.Shuffle<int[]>(steps);
        return steps;
    }
}

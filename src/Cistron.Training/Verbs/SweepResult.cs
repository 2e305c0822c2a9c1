using Cistron.Evaluation.Metrics;

namespace Cistron.Training.Verbs;

/// <summary>What a sweep came to so far: the content of its <c>result.json</c> once every cell has been tried.</summary>
public sealed record SweepResult
{
    /// <summary>The folder of the sweep.</summary>
    public required string Folder { get; init; }

    /// <summary>The verb that the cells run.</summary>
    public required string Verb { get; init; }

    /// <summary>What is varied: <c>arm</c> and keys of recipes.</summary>
    public required IReadOnlyList<string> Factors { get; init; }

    /// <summary>The factor that means are taken over; null when none repeats the cells.</summary>
    public required string? Replicate { get; init; }

    /// <summary>The metric that table and plots show; null while no cell is finished.</summary>
    public required string? Metric { get; init; }

    /// <summary>What the models were judged on, such as "test rows"; null while no cell is finished.</summary>
    public required string? JudgedOn { get; init; }

    /// <summary>What the baseline is; null when no cell has one.</summary>
    public required string? BaselineName { get; init; }

    /// <summary>The cells that differ in the replicate alone, together; in the order of the grid.</summary>
    public required IReadOnlyList<SweepGroup> Groups { get; init; }

    /// <summary>Every cell, in the order of the grid.</summary>
    public required IReadOnlyList<CellResult> Cells { get; init; }

    /// <summary>Whether the sweep was stopped before every cell had been tried.</summary>
    public bool WasStopped => CountOf(CellState.Pending) > 0;

    /// <summary>How many cells are in a state.</summary>
    public int CountOf(CellState state) => Cells.Count(cell => cell.State == state);
}

/// <summary>Cells that differ in the replicate alone.</summary>
public sealed record SweepGroup
{
    /// <summary>The value of each factor but the replicate.</summary>
    public required IReadOnlyDictionary<string, string> Factors { get; init; }

    /// <summary>Cells of the group.</summary>
    public required int Cells { get; init; }

    /// <summary>Those that are finished, which all numbers are of.</summary>
    public required int Finished { get; init; }

    /// <summary>The model's metrics by name.</summary>
    public required IReadOnlyDictionary<string, Spread> Metrics { get; init; }

    /// <summary>The baseline's metrics by name.</summary>
    public required IReadOnlyDictionary<string, Spread> Baseline { get; init; }
}

/// <summary>One run of a sweep.</summary>
public sealed record CellResult
{
    /// <summary>The name of its folder below <c>cells/</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The value of each factor.</summary>
    public required IReadOnlyDictionary<string, string> Factors { get; init; }

    /// <summary>How far it is.</summary>
    public required CellState State { get; init; }

    /// <summary>Why it failed, in a sentence; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>The model's metrics by name; empty until it is finished.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>The baseline's metrics by name; empty when there is none.</summary>
    public IReadOnlyDictionary<string, double> Baseline { get; init; } = new Dictionary<string, double>();

    /// <summary>Seconds spent in training steps; null until it is finished.</summary>
    public double? Seconds { get; init; }
}

/// <summary>How far a cell is.</summary>
public enum CellState
{
    /// <summary>It has not been tried since the sweep was started, or was stopped with a checkpoint.</summary>
    Pending,

    /// <summary>It has its result.</summary>
    Finished,

    /// <summary>It ended with a fault; the next start of the sweep tries it again.</summary>
    Failed,
}

/// <summary>A metric over the replicates of a group; values that are undefined are left out.</summary>
/// <param name="Values">How many values there are.</param>
/// <param name="Mean">Their mean; NaN without any.</param>
/// <param name="Lowest">The lowest.</param>
/// <param name="Highest">The highest.</param>
/// <param name="Lower">Lower end of the mean's 95 % interval by Student's t; NaN with fewer than three values.</param>
/// <param name="Upper">Its upper end.</param>
public sealed record Spread(int Values, double Mean, double Lowest, double Highest, double Lower, double Upper)
{
    /// <summary>The spread of some values.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] known = [.. values.Where(double.IsFinite)];
        Estimate mean = StudentInterval.Of(known);
        return new Spread(known.Length, mean.Value, known.DefaultIfEmpty(double.NaN).Min(),
            known.DefaultIfEmpty(double.NaN).Max(), mean.Lower, mean.Upper);
    }
}

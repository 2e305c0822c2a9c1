using System.ComponentModel.DataAnnotations;
using Cistron.Training.Verbs;

namespace Cistron.Training.Suites;

/// <summary>How many rows each part of a task has in the division that published figures are from.</summary>
public sealed record TaskSizes
{
    /// <summary>Rows to train on.</summary>
    [Range(1, int.MaxValue)]
    public int Train { get; init; } = 1;

    /// <summary>Rows that weights are chosen on.</summary>
    [Range(1, int.MaxValue)]
    public int Dev { get; init; } = 1;

    /// <summary>Rows that are scored once.</summary>
    [Range(1, int.MaxValue)]
    public int Test { get; init; } = 1;

    /// <summary>A sentence on a run with parts of other sizes; null when all are the same.</summary>
    public string? Difference(FinetuneResult run) =>
        (run.TrainRows, run.Dev.Rows, run.Test?.Rows ?? 0) == (Train, Dev, Test) ? null
            : $"Published figures are from {Train:N0} train, {Dev:N0} dev and {Test:N0} test rows; here there were "
                + $"{run.TrainRows:N0}, {run.Dev.Rows:N0} and {run.Test?.Rows ?? 0:N0}: they do not compare.";
}

namespace Cistron.Training.Verbs;

/// <summary>What a sweep over learning rates came to: its <c>result.json</c>.</summary>
public sealed record LearningRateResult
{
    /// <summary>The folder of the sweep, with its report and the recipe that was swept.</summary>
    public required string Folder { get; init; }

    /// <summary>Steps made.</summary>
    public required int Steps { get; init; }

    /// <summary>The lowest rate tried.</summary>
    public required double LowestRate { get; init; }

    /// <summary>The highest rate tried.</summary>
    public required double HighestRate { get; init; }

    /// <summary>Whether the sweep ended there because the loss exploded.</summary>
    public required bool Exploded { get; init; }

    /// <summary>The layer groups that were trained, input first.</summary>
    public required IReadOnlyList<string> LayerGroups { get; init; }

    /// <summary>The rate where the smoothed loss falls fastest; null when it falls nowhere.</summary>
    public required double? Steepest { get; init; }

    /// <summary>A tenth of the rate at which the smoothed loss is lowest; null when it falls nowhere.</summary>
    public required double? TenthOfLowest { get; init; }

    /// <summary>The smaller of the two.</summary>
    public required double? Safer { get; init; }

    /// <summary>
    /// A command that trains with the safer rate; null when there is none, or when the first phase has a rate of its
    /// own.
    /// </summary>
    public required string? Command { get; init; }
}

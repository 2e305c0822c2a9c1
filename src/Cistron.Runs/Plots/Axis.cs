namespace Cistron.Runs.Plots;

/// <summary>How an axis spaces its values.</summary>
public enum AxisScale
{
    /// <summary>Equal differences are equal distances.</summary>
    Linear,

    /// <summary>Equal ratios are equal distances; values that are not positive cannot be shown.</summary>
    Log,
}

/// <summary>What an axis measures, in which unit, and how it is drawn.</summary>
public sealed record Axis(string Name, string Unit = "")
{
    /// <summary>The spacing of values; linear by default.</summary>
    public AxisScale Scale { get; init; } = AxisScale.Linear;

    /// <summary>The lower limit; by default the smallest value, or a round one below it.</summary>
    public double? Minimum { get; init; }

    /// <summary>The upper limit; by default the largest value, or a round one above it.</summary>
    public double? Maximum { get; init; }

    /// <summary>The least from one tick to the next, such as 1 where only whole numbers mean something; 0, the default: any.</summary>
    public double SmallestStep { get; init; }

    /// <summary>The name with its unit: "loss (bits per base)".</summary>
    public string Label => Unit.Length == 0 ? Name : $"{Name} ({Unit})";
}

namespace Cistron.Runs.Plots;

/// <summary>
/// A value of an axis to compare the data with, drawn as a dashed line: "uniform 2.00 bits" at 2, "best" at step 800.
/// </summary>
public sealed record Reference(double Value, string Label);

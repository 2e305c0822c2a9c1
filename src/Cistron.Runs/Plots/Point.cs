namespace Cistron.Runs.Plots;

/// <summary>
/// A measured value at a place, with an interval around it if there is one. A value that is not finite is a gap in its
/// line, and so is, on a logarithmic axis, one that is not positive.
/// </summary>
public readonly record struct Point(double X, double Y, double Lower = double.NaN, double Upper = double.NaN);

namespace Cistron.Runs.Plots;

/// <summary>
/// A named line through points in the order of their X. Any number of points may be given: it is drawn with at most
/// 1,000, which keep every extreme.
/// </summary>
public sealed record Line(string Name, params IReadOnlyList<Point> Points)
{
    /// <summary>What a legend says beneath the name, such as the area under the curve; nothing by default.</summary>
    public string Note { get; init; } = "";
}

namespace Cistron.Training.Sweeps;

/// <summary>One combination of a sweep: an ordinary run with its own folder.</summary>
/// <param name="Name">The folder's name below <c>cells/</c>: readable, and the same whatever else the sweep holds.</param>
/// <param name="Factors">The value of each factor as it was written, in the order of <see cref="SweepGrid.Factors"/>.</param>
/// <param name="Arguments">What is laid over the recipe: <c>key=value</c>.</param>
public sealed record SweepCell(
    string Name, IReadOnlyDictionary<string, string> Factors, IReadOnlyList<string> Arguments);

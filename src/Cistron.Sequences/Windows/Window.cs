namespace Cistron.Sequences.Windows;

/// <summary>A piece of a sequence.</summary>
/// <param name="Start">The first base, 0-based.</param>
/// <param name="End">The base after the last.</param>
public readonly record struct Window(int Start, int End)
{
    /// <summary>How many bases it has.</summary>
    public int Length => End - Start;
}

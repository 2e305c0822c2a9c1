namespace Cistron.Sequences.Windows;

/// <summary>A piece of a sequence.</summary>
/// <param name="Start">The first base, 0-based.</param>
/// <param name="End">The base after the last.</param>
public readonly record struct Window(int Start, int End)
{
    /// <summary>How many bases it has.</summary>
    public int Length => End - Start;

    /// <summary>How many bases several windows have together, each counted once.</summary>
    /// <param name="windows">In the order of their starts, and of their ends.</param>
    public static int Covered(IEnumerable<Window> windows)
    {
        int covered = 0, reached = 0;
        foreach (var window in windows)
        {
            covered += window.End - Math.Max(window.Start, reached);
            reached = window.End;
        }
        return covered;
    }
}

namespace Cistron.Evaluation.Baselines;

/// <summary>Labelled rows that a baseline is trained on or chosen by.</summary>
/// <param name="Bases">The sequence of every row, in the letters of its alphabet.</param>
/// <param name="Outcomes">What is true of the rows, in the same order.</param>
public sealed record BaselineRows(IReadOnlyList<byte[]> Bases, Outcomes Outcomes)
{
    /// <summary>The number of rows.</summary>
    public int Count => Bases.Count;
}

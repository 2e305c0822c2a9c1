namespace Cistron.Training.Objectives;

/// <summary>A piece of sequence for next-token prediction.</summary>
/// <param name="Input">[CLS] and all tokens but the last.</param>
/// <param name="Targets">The token after each of them; <see cref="Ignored"/> where it is unknown.</param>
/// <param name="Bases">Bases that the targets spell: what the loss is spread over for bits per base.</param>
public sealed record CausalRow(int[] Input, int[] Targets, long Bases)
{
    /// <summary>The target at which there is nothing to predict: LibTorch's default for <c>ignore_index</c>.</summary>
    public const int Ignored = -100;

    /// <summary>Targets among the tokens of a window.</summary>
    public int TargetsWithin(CausalWindow window)
    {
        int from = Math.Min(window.Start, Targets.Length), to = Math.Min(window.End, Targets.Length);
        return to - from - Targets.AsSpan(from, to - from).Count(Ignored);
    }
}

/// <summary>Tokens [Start, End) of every row of a batch.</summary>
public readonly record struct CausalWindow(int Start, int End);

/// <summary>One window of rows that are read from their start, window by window.</summary>
/// <param name="Pieces">Whole rows; those that end before the window have nothing in it.</param>
/// <param name="Window">The tokens to read now.</param>
/// <param name="Lane">
/// Whose state it goes on from: batches of one step that are read side by side have one each, from 0.
/// </param>
public sealed record CausalBatch(IReadOnlyList<CausalRow> Pieces, CausalWindow Window, int Lane) : Batch(
    Pieces.Count,
    Pieces.Sum(row => (long)Math.Clamp(row.Input.Length - Window.Start, 0, Window.End - Window.Start)),
    Pieces.Sum(row => row.TargetsWithin(Window)));

namespace Cistron.Sequences.Windows;

/// <summary>Cuts sequences to what a model can take.</summary>
/// <param name="Rule">What to do with a sequence that is longer than the context.</param>
/// <param name="OverlapBases">
/// How many bases neighbouring windows share at least; 0 or more and less than the context. Only for
/// <see cref="LongSequenceRule.Windows"/>.
/// </param>
public readonly record struct LongSequence(LongSequenceRule Rule, int OverlapBases = 0)
{
    /// <summary>
    /// The windows of a sequence in order of their start: the whole sequence when it fits the context, none when it is
    /// empty. Windows are all as long as the context and together cover every base; the last one is shifted towards the
    /// start until it fits, so it may share more than the overlap.
    /// </summary>
    /// <param name="length">Bases of the sequence.</param>
    /// <param name="contextBases">The most bases that the model can take at once.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The length, the context or the overlap is out of its range.
    /// </exception>
    public IReadOnlyList<Window> Cut(int length, int contextBases)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(contextBases);
        ArgumentOutOfRangeException.ThrowIfNegative(OverlapBases);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(OverlapBases, contextBases);
        if (length == 0)
            return [];
        if (length <= contextBases)
            return [new Window(0, length)];

        int dropped = length - contextBases;
        return Rule switch
        {
            LongSequenceRule.KeepStart => [new Window(0, contextBases)],
            LongSequenceRule.KeepEnd => [new Window(dropped, length)],
            LongSequenceRule.KeepMiddle => [new Window(dropped / 2, dropped / 2 + contextBases)],
            LongSequenceRule.Windows => Windows(lastStart: dropped, contextBases),
            _ => throw new InvalidOperationException($"{Rule} is no rule."),
        };
    }

    private List<Window> Windows(int lastStart, int contextBases)
    {
        int stride = contextBases - OverlapBases;
        var windows = new List<Window>();
        // As long: near the largest lengths a start plus a stride would overflow.
        for (long start = 0; start < lastStart; start += stride)
            windows.Add(new Window((int)start, (int)start + contextBases));
        windows.Add(new Window(lastStart, lastStart + contextBases));
        return windows;
    }
}

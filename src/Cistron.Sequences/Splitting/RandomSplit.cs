using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Splitting;

/// <summary>
/// Rows drawn into parts one by one. Near-duplicates end up on both sides: with sequences from one genome or one family
/// such a split measures memory; <see cref="GroupSplit"/> and <see cref="LocationSplit"/> do not.
/// </summary>
public static class RandomSplit
{
    private const string Stream = "split rows";

    /// <summary>Parts of exactly the shares asked for, to the row.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="shares">The parts.</param>
    /// <param name="seed">The seed; rows are drawn from the stream "split rows".</param>
    public static Split Of(int rows, PartShares shares, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        RandomStream.For(seed, Stream).Shuffle<int>(order);
        return new Split(shares.Parts, shares.Deal(order), dropped: [], warnings: []);
    }

    /// <summary>
    /// The same with every label in proportion in each part, give or take a row for each label that there is.
    /// </summary>
    /// <param name="labels">The label of each row.</param>
    /// <param name="shares">The parts.</param>
    /// <param name="seed">The seed; rows are drawn from the stream "split rows".</param>
    public static Split Stratified(IReadOnlyList<string> labels, PartShares shares, ulong seed) =>
        new(shares.Parts, shares.Deal(StratifiedOrder.Of(labels, seed, Stream)), dropped: [], warnings: []);
}

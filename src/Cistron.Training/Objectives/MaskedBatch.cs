using Cistron.Training.Masking;

namespace Cistron.Training.Objectives;

/// <summary>Masked rows for one forward pass.</summary>
/// <param name="Masks">One row each.</param>
/// <param name="Hidden">
/// What is hidden in all rows together; the loss is spread over its predicted bases for bits per base.
/// </param>
public sealed record MaskedBatch(IReadOnlyList<MaskedRow> Masks, HiddenBases Hidden) : Batch(
    Masks.Count, Masks.Sum(m => (long)m.Input.Length), Masks.Sum(m => m.Positions.Length))
{
    /// <summary>What the model sees, row by row.</summary>
    public IReadOnlyList<int[]> Inputs => [.. Masks.Select(m => m.Input)];
}

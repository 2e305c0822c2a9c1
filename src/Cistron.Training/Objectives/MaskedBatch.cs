using Cistron.Training.Masking;

namespace Cistron.Training.Objectives;

/// <summary>Masked rows for one forward pass.</summary>
/// <param name="Masks">One row each.</param>
/// <param name="MaskedBases">
/// Distinct bases that masked tokens cover: what the loss is spread over for bits per base.
/// </param>
public sealed record MaskedBatch(IReadOnlyList<MaskedRow> Masks, long MaskedBases) : Batch(
    Masks.Count, Masks.Sum(m => (long)m.Input.Length), Masks.Sum(m => m.Positions.Length))
{
    /// <summary>What the model sees, row by row.</summary>
    public IReadOnlyList<int[]> Inputs => [.. Masks.Select(m => m.Input)];
}

namespace Cistron.Training.Masking;

/// <summary>A row of tokens prepared for masked language modelling.</summary>
/// <param name="Input">Ids as the model sees them.</param>
/// <param name="Positions">Positions in the row whose original ids are to be predicted, ascending.</param>
/// <param name="Targets">The original ids at those positions.</param>
public readonly record struct MaskedRow(int[] Input, int[] Positions, int[] Targets);

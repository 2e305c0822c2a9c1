namespace Cistron.Training;

/// <summary>What one forward pass gets: plain numbers, so that making it needs no engine and no thread of its own.</summary>
/// <param name="Rows">Sequences.</param>
/// <param name="Tokens">Tokens that are not padding.</param>
/// <param name="Weight">Targets that the loss is a sum over; the losses of a step are divided by the sum of weights, so
/// that gradient accumulation changes nothing but memory.</param>
public abstract record Batch(int Rows, long Tokens, double Weight);

namespace Cistron.Models;

/// <summary>What became of the weights of a file that another software wrote.</summary>
/// <param name="Missing">The model's parameters that the file does not have; they keep their values.</param>
/// <param name="Unexpected">The file's tensors that the model has no place for.</param>
public sealed record WeightImport(IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected);

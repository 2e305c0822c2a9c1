namespace Cistron.Training.Planning;

/// <summary>A part of a model.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Weights">Single weights.</param>
public sealed record ModelPart(string Name, long Weights);

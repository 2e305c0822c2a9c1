namespace Cistron.Training.Planning;

/// <summary>A part of the memory that training takes.</summary>
/// <param name="Name">What it holds.</param>
/// <param name="Bytes">Its size.</param>
public sealed record MemoryPart(string Name, double Bytes);

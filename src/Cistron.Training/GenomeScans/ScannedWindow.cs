using Cistron.Sequences.Coordinates;

namespace Cistron.Training.GenomeScans;

/// <summary>A window of a genome on one strand, as a model reads it.</summary>
/// <param name="Cell">The place that it speaks of, with its strand.</param>
/// <param name="Base">The base in that place which the class would mark, counted on the forward strand.</param>
/// <param name="Bases">What the model reads.</param>
public sealed record ScannedWindow(Interval Cell, long Base, byte[] Bases);

/// <summary>What a model said of a place on one strand.</summary>
/// <param name="Cell">The place, with its strand.</param>
/// <param name="Base">The base in it which the class would mark, counted on the forward strand.</param>
/// <param name="Probability">The probability of the class.</param>
public readonly record struct ScannedPlace(Interval Cell, long Base, double Probability);

namespace Cistron.Sequences.Inspection;

/// <summary>How often a letter stands in a file.</summary>
/// <param name="Letter">The letter, upper case.</param>
/// <param name="Count">How often, in either case.</param>
public readonly record struct LetterCount(char Letter, long Count);

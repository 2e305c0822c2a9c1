namespace Cistron.Sequences.Inspection;

/// <summary>How often a name, such as a label or the type of a feature, stands in a file.</summary>
/// <param name="Name">The name, in the file's own words.</param>
/// <param name="Count">How often.</param>
public readonly record struct NameCount(string Name, long Count);

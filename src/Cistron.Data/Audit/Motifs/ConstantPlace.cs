namespace Cistron.Data.Audit.Motifs;

/// <summary>Places where nearly all rows of a class have the same base, and the others do not.</summary>
/// <param name="Class">The class.</param>
/// <param name="Start">
/// The first place: 0-based from the start of the sequence or, when <paramref name="FromEnd"/>, from its end.
/// </param>
/// <param name="FromEnd">Whether places are counted from the end, where sequences differ in length.</param>
/// <param name="Letters">The bases, as they are written.</param>
/// <param name="ClassShare">The least share of the class's rows that have a base there.</param>
/// <param name="OthersShare">The largest share of the other rows that have it.</param>
public sealed record ConstantPlace(
    string Class, int Start, bool FromEnd, string Letters, double ClassShare, double OthersShare);

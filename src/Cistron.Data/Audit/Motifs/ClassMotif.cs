namespace Cistron.Data.Audit.Motifs;

/// <summary>An exact stretch of bases that stands in many rows of one class and in few of the others.</summary>
/// <param name="Class">The class.</param>
/// <param name="Stretch">
/// The stretch, as long as nine in ten of the rows agree on it; the shares are those of its core.
/// </param>
/// <param name="Core">The twelve bases that rows were counted by.</param>
/// <param name="ClassShare">The share of the class's rows that have the core, on rows that it was not chosen on.</param>
/// <param name="OthersShare">The share of the other rows that have it, on the same rows.</param>
/// <param name="Log10Chance">
/// The decimal logarithm of the chance of such a difference (Fisher's test), times the stretches that were tested.
/// </param>
/// <param name="Place">
/// Where the stretch most often begins: bases from the start of the sequence or, when negative, before its end.
/// </param>
/// <param name="PlaceShare">The share of the rows with the core in which it begins there.</param>
public sealed record ClassMotif(string Class, string Stretch, string Core, double ClassShare, double OthersShare,
    double Log10Chance, int Place, double PlaceShare);

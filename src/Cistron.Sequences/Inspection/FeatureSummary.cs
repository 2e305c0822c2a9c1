using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Inspection;

/// <summary>The features of an annotation.</summary>
/// <param name="Format">What the file is written in.</param>
/// <param name="Features">How many there are.</param>
/// <param name="Joined">How many of them have several parts.</param>
/// <param name="RemoteParts">Parts that were left out because they lie on other GenBank entries.</param>
/// <param name="Types">Their types; none where the format has none.</param>
/// <param name="Strands">How many lie on each strand.</param>
/// <param name="Sequences">The sequences that they lie on; none where the file names none.</param>
/// <param name="Lengths">How long they are, in bases: all parts of one together.</param>
/// <param name="Bases">The bases of a GenBank file; 0 where it has none, and for other formats.</param>
public sealed record FeatureSummary(
    AnnotationFormat Format,
    long Features,
    long Joined,
    long RemoteParts,
    NameSummary Types,
    IReadOnlyDictionary<Strand, long> Strands,
    NameSummary Sequences,
    Distribution Lengths,
    long Bases)
{
    /// <summary>What the file calls the first base of a sequence: 0 or 1.</summary>
    public int CountsFrom => Format is AnnotationFormat.Bed or AnnotationFormat.Table ? 0 : 1;

    /// <param name="source">The annotation, which is read to its end.</param>
    /// <param name="counted">Is told after each feature how many were read.</param>
    internal static FeatureSummary Of(AnnotationSource source, Action<long>? counted)
    {
        long joined = 0;
        var types = new NameTally();
        var sequences = new NameTally();
        var lengths = new NumberSample("inspect lengths");
        Dictionary<Strand, long> strands = Enum.GetValues<Strand>().ToDictionary(strand => strand, _ => 0L);
        foreach (Feature feature in source.Read())
        {
            joined += feature.Parts.Count > 1 ? 1 : 0;
            types.Add(feature.Type);
            sequences.Add(feature.Place.Sequence);
            strands[feature.Place.Strand]++;
            lengths.Add(feature.Parts.Sum(part => part.Place.Length));
            counted?.Invoke(lengths.Count);
        }
        return new FeatureSummary(source.Format, lengths.Count, joined, source.RemoteParts, types.Summary, strands,
            sequences.Summary, lengths.OfWholeNumbers(), source.Bases);
    }
}

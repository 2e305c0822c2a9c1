using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Annotations;

/// <summary>
/// One thing that an annotation says about a stretch of a sequence, whichever format it was written in.
/// </summary>
/// <param name="Type">
/// What it is, in the file's own word, such as <c>CDS</c>; empty where the format has no types.
/// </param>
/// <param name="Parts">
/// Where it lies, in one part or several: at least one, all on one sequence, in the order in which the forward strand
/// reads them. That is ascending, except across the origin of a circular sequence and in trans-splicing.
/// </param>
/// <param name="Attributes">
/// Everything else that the file says of it, in its order; one with several values is several of one name.
/// </param>
public sealed record Feature(
    string Type, IReadOnlyList<FeaturePart> Parts, IReadOnlyList<FeatureAttribute> Attributes)
{
    // What formats and databases call the name that a reader would know a feature by, the most telling first.
    private static readonly string[] NameAttributes = ["ID", "locus_tag", "id", "Name", "name", "gene", "gene_id"];

    /// <summary>Where it lies, in one part or several; see the constructor.</summary>
    public IReadOnlyList<FeaturePart> Parts { get; } = Parts.Count > 0
        ? Parts
        : throw new ArgumentException("A feature lies somewhere.", nameof(Parts));

    /// <summary>
    /// From the first base of its parts to the last, whatever lies between them; the strand is unknown when the parts
    /// lie on different ones.
    /// </summary>
    /// <exception cref="ArgumentException">The parts lie on several sequences.</exception>
    public Interval Place { get; } = Hull(Parts);

    /// <summary>What found it, GFF3's second column; empty when unknown.</summary>
    public string Source { get; init; } = "";

    /// <summary>GFF3's score, whose meaning is the source's; null when there is none.</summary>
    public double? Score { get; init; }

    /// <summary>Whether it is known to go on before its first base (GenBank's <c>&lt;</c>).</summary>
    public bool IsOpenAtStart { get; init; }

    /// <summary>Whether it is known to go on after its last base (GenBank's <c>&gt;</c>).</summary>
    public bool IsOpenAtEnd { get; init; }

    /// <summary>The 1-based line of the file on which it begins; 0 when it comes from no file.</summary>
    public long Line { get; init; }

    /// <summary>
    /// What it is called: its first attribute of <c>ID</c>, <c>locus_tag</c>, <c>id</c>, <c>Name</c>, <c>name</c>,
    /// <c>gene</c> and <c>gene_id</c>; empty when it has none.
    /// </summary>
    public string Name => NameAttributes.Select(Value).FirstOrDefault(name => !string.IsNullOrEmpty(name)) ?? "";

    /// <summary>
    /// Whether its parts follow each other along the sequence. Otherwise <see cref="Place"/> says little: the feature
    /// runs across the origin of a circular sequence, or its parts were spliced together out of order.
    /// </summary>
    public bool IsInOrder
    {
        get
        {
            for (int i = 1; i < Parts.Count; i++)
                if (Parts[i].Place.Start < Parts[i - 1].Place.Start)
                    return false;
            return true;
        }
    }

    /// <summary>The first value of an attribute, its name in its own case; null when there is none.</summary>
    public string? Value(string attribute)
    {
        foreach (FeatureAttribute candidate in Attributes)
            if (candidate.Name == attribute)
                return candidate.Value;
        return null;
    }

    /// <summary>All values of an attribute in order.</summary>
    public IEnumerable<string> Values(string attribute) =>
        Attributes.Where(candidate => candidate.Name == attribute).Select(candidate => candidate.Value);

    private static Interval Hull(IReadOnlyList<FeaturePart> parts)
    {
        Interval hull = parts[0].Place;
        for (int i = 1; i < parts.Count; i++)
        {
            Interval part = parts[i].Place;
            if (part.Sequence != hull.Sequence)
                throw new ArgumentException("The parts of a feature lie on one sequence.", nameof(parts));
            hull = new Interval(hull.Sequence, Math.Min(hull.Start, part.Start), Math.Max(hull.End, part.End),
                part.Strand == hull.Strand ? hull.Strand : Strand.Unknown);
        }
        return hull;
    }
}

using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Labelling;

/// <summary>
/// What windows are labelled, said in a few words: label 1 is a window around a point of every feature of one type,
/// label 0 what <see cref="Negatives"/> say. Upstream and downstream are those of the feature's strand; a feature whose
/// strand is unknown is read forward.
/// </summary>
/// <param name="Anchor">The point of a feature.</param>
/// <param name="UpstreamBases">How many bases before the point belong to the window; 0 or more.</param>
/// <param name="DownstreamBases">How many bases after the point belong to the window; 0 or more.</param>
public sealed record WindowRule(WindowAnchor Anchor, int UpstreamBases, int DownstreamBases)
{
    /// <summary>The most bases that a window can have.</summary>
    public const int MostBases = 1 << 24;

    /// <summary>How many bases before the point belong to the window.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or the window is empty or too long.</exception>
    public int UpstreamBases { get; } =
        UpstreamBases >= 0 && DownstreamBases >= 0 && (long)UpstreamBases + DownstreamBases is >= 1 and <= MostBases
            ? UpstreamBases
            : throw new ArgumentOutOfRangeException(nameof(UpstreamBases),
                $"{UpstreamBases} bases upstream and {DownstreamBases} downstream are no window of 1 to {MostBases}.");

    /// <summary>The type of the features; null for all.</summary>
    public string? FeatureType { get; init; }

    /// <summary>What else the features must be; all must be met.</summary>
    public IReadOnlyList<AttributeFilter> Filters { get; init; } = [];

    /// <summary>Where windows of label 0 come from, in the order in which they follow a positive one.</summary>
    public IReadOnlyList<NegativeRule> Negatives { get; init; } = [];

    /// <summary>
    /// A window with a larger share of letters that stand for several bases, such as N, is dropped; from 0, the
    /// default, to 1.
    /// </summary>
    public double MaxAmbiguousShare { get; init; }

    /// <summary>How many bases a window has.</summary>
    public int Bases => UpstreamBases + DownstreamBases;

    /// <summary>Whether a feature is one of those that windows are laid around.</summary>
    public bool Selects(Feature feature) =>
        (FeatureType is null || feature.Type == FeatureType) && Filters.All(filter => filter.Accepts(feature));

    /// <summary>
    /// The window around a feature at <paramref name="place"/>; it may lie beyond the ends of the sequence.
    /// </summary>
    public Interval Around(Interval place)
    {
        bool isReverse = place.Strand == Strand.Reverse;
        long point = Anchor switch
        {
            WindowAnchor.Middle => isReverse ? place.End - place.Length / 2 : place.Start + place.Length / 2,
            WindowAnchor.Start => isReverse ? place.End : place.Start,
            _ => isReverse ? place.Start : place.End,
        };
        (int before, int after) = isReverse ? (DownstreamBases, UpstreamBases) : (UpstreamBases, DownstreamBases);
        return new Interval(place.Sequence, point - before, point + after, isReverse ? Strand.Reverse : Strand.Forward);
    }

    /// <summary>
    /// Whether the anchored end of a feature is not known because the feature goes on: then its window is no example.
    /// </summary>
    public bool IsAnchorOpen(Feature feature)
    {
        bool isReverse = feature.Place.Strand == Strand.Reverse;
        return Anchor switch
        {
            WindowAnchor.Middle => feature.IsOpenAtStart || feature.IsOpenAtEnd,
            WindowAnchor.Start => isReverse ? feature.IsOpenAtEnd : feature.IsOpenAtStart,
            _ => isReverse ? feature.IsOpenAtStart : feature.IsOpenAtEnd,
        };
    }
}

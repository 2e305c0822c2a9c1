using Cistron.Sequences.Coordinates;

namespace Cistron.Training.GenomeScans;

/// <summary>A scan beside an annotation.</summary>
/// <param name="Features">Features compared with.</param>
/// <param name="Elsewhere">Features on sequences that the genome does not have.</param>
/// <param name="Agreement">The calls at the scan's own threshold.</param>
/// <param name="ByThreshold">The calls at this and other thresholds, rising.</param>
/// <param name="OnStrand">The mean probability around the starts, on the strand of the feature.</param>
/// <param name="OnOppositeStrand">On the other strand; without places when that was not scanned.</param>
public sealed record AnnotationComparison(int Features, long Elsewhere, StartAgreement Agreement,
    IReadOnlyList<StartAgreement> ByThreshold, IReadOnlyList<ProfilePoint> OnStrand, IReadOnlyList<ProfilePoint> OnOppositeStrand);

/// <summary>Compares a scan with an annotation while its places come: the calls at many thresholds, and the profile.</summary>
/// <param name="starts">The annotation.</param>
/// <param name="tolerance">The most bases from the peak of a call to the start that it is right for.</param>
/// <param name="threshold">The scan's own threshold.</param>
/// <param name="stepBases">Bases of a step of the scan.</param>
/// <param name="strands">The strands that are scanned.</param>
public sealed class AnnotationComparer(
    FeatureStarts starts, int tolerance, double threshold, int stepBases, IReadOnlyList<Strand> strands)
{
    private static readonly double[] OtherThresholds =
        [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999];

    private readonly StartComparison[] _comparisons = [.. OtherThresholds.Append(threshold).Distinct().Order()
        .Select(least => new StartComparison(starts, tolerance, least, strands))];
    private readonly StartProfile _profile = new(starts, stepBases);

    /// <summary>Takes the next place in.</summary>
    public void Add(ScannedPlace place)
    {
        foreach (StartComparison comparison in _comparisons)
            comparison.Add(place);
        _profile.Add(place);
    }

    /// <summary>Ends a sequence.</summary>
    public void EndSequence()
    {
        foreach (StartComparison comparison in _comparisons)
            comparison.EndSequence();
    }

    /// <summary>What the comparison came to.</summary>
    public AnnotationComparison Comparison()
    {
        StartAgreement[] agreements = [.. _comparisons.Select(comparison => comparison.Agreement())];
        return new AnnotationComparison(starts.Count, starts.Elsewhere, agreements.Single(agreement => agreement.Threshold == threshold),
            agreements, _profile.OnStrand, _profile.OnOppositeStrand);
    }
}

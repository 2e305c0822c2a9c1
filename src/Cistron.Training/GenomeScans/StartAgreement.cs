namespace Cistron.Training.GenomeScans;

/// <summary>How the calls at one threshold agree with the starts of annotated features.</summary>
/// <param name="Threshold">The least probability of a place in a call.</param>
/// <param name="Calls">Calls on the scanned strands.</param>
/// <param name="RightCalls">Calls whose peak lies within the tolerance of a start on its strand.</param>
/// <param name="Features">Features whose start could be found.</param>
/// <param name="FoundFeatures">Features with the peak of a call within the tolerance.</param>
public sealed record StartAgreement(double Threshold, long Calls, long RightCalls, long Features, long FoundFeatures)
{
    /// <summary>The share of the calls that are right; NaN without calls.</summary>
    public double Precision => (double)RightCalls / Calls;

    /// <summary>The share of the features that are found.</summary>
    public double Recall => (double)FoundFeatures / Features;

    /// <summary>The harmonic mean of precision and recall; 0 where nothing was found.</summary>
    public double F1 => FoundFeatures == 0 || RightCalls == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
}

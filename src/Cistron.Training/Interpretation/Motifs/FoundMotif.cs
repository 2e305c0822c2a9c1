using Cistron.Sequences.Motifs;

namespace Cistron.Training.Interpretation.Motifs;

/// <summary>A motif that a model rests its answer on.</summary>
public sealed record FoundMotif
{
    /// <summary>Its strongest stretch, which the counts and chances are of.</summary>
    public required string Stretch { get; init; }

    /// <summary>How many enriched stretches were merged into it, this one included.</summary>
    public required int Stretches { get; init; }

    /// <summary>Sequences of the class that have the stretch.</summary>
    public required int Positives { get; init; }

    /// <summary>Other sequences that have it.</summary>
    public required int Negatives { get; init; }

    /// <summary>The odds of the stretch in the class over those in the others, with a half added to each count (Haldane 1956).</summary>
    public required double OddsRatio { get; init; }

    /// <summary>The natural logarithm of the chance of as many or more in the class.</summary>
    public required double LogChance { get; init; }

    /// <summary>The natural logarithm of the q-value.</summary>
    public required double LogValue { get; init; }

    /// <summary>Runs of scores that hold one of its stretches; each is an instance.</summary>
    public required int Instances { get; init; }

    /// <summary>The mean score of a base in the stretches of its instances.</summary>
    public required double MeanScore { get; init; }

    /// <summary>The bases of the instances round the centre of the strongest stretch.</summary>
    public required BaseFrequencies Frequencies { get; init; }
}

using Cistron.Evaluation.Metrics;

namespace Cistron.Training.Interpretation;

/// <summary>The scores of sequences that have a label in common, as they come.</summary>
/// <param name="label">What they have in common.</param>
internal sealed class AccuracyGroup(string label)
{
    private RunningMean _accuracy, _bits;

    /// <summary>What they have in common.</summary>
    public string Label => label;

    /// <summary>Sequences with something to predict.</summary>
    public long Sequences => _accuracy.Count;

    /// <summary>All their tokens together.</summary>
    public MaskedScore Together { get; private set; }

    /// <summary>The mean over sequences, with its interval.</summary>
    public Estimate Accuracy => _accuracy.Estimate;

    /// <summary>The mean over sequences, with its interval.</summary>
    public Estimate BitsPerBase => _bits.Estimate;

    /// <summary>How the sequences' accuracies are spread.</summary>
    public BinCounts Accuracies { get; } = new(0.0025, 400);

    /// <summary>How their bits per base are spread; 5 and more in the last bin.</summary>
    public BinCounts Bits { get; } = new(0.0125, 400);

    /// <summary>Takes a sequence in.</summary>
    public void Add(MaskedScore score)
    {
        Together += score;
        _accuracy.Add(score.Accuracy);
        _bits.Add(score.BitsPerBase);
        Accuracies.Add(score.Accuracy);
        Bits.Add(score.BitsPerBase);
    }
}

using Cistron.Evaluation.Metrics;
using Cistron.Models.Importance;
using Cistron.Sequences.Datasets;

namespace Cistron.Training.Interpretation;

/// <summary>
/// What a page shows of the scores of many sequences: the mean at each place, and the sequences with the highest
/// probability. Memory holds those alone.
/// </summary>
/// <param name="length">Bases of the first sequence; the means are over the sequences of this length.</param>
/// <param name="output">The class among the model's outputs.</param>
/// <param name="shown">How many sequences are kept.</param>
internal sealed class BaseProfile(int length, int output, int shown)
{
    private readonly RunningMean[] _places = new RunningMean[length];
    private readonly PriorityQueue<ScoredBases<NamedSequence>, (double Probability, long Order)> _best = new();

    /// <summary>How many sequences there were.</summary>
    public long Sequences { get; private set; }

    /// <summary>The mean score at each place.</summary>
    public IReadOnlyList<Estimate> Places => [.. _places.Select(place => place.Estimate)];

    /// <summary>The sequences with the highest probability, the highest first; of equal ones those that came first.</summary>
    public IReadOnlyList<ScoredBases<NamedSequence>> Best =>
        [.. _best.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];

    /// <summary>Takes a sequence in.</summary>
    public void Add(ScoredBases<NamedSequence> scored)
    {
        if (scored.Scores.Length == length)
            for (int i = 0; i < length; i++)
                _places[i].Add(scored.Scores[i]);
        _best.Enqueue(scored, (scored.Output[output], -Sequences));
        if (_best.Count > shown)
            _best.Dequeue();
        Sequences++;
    }
}

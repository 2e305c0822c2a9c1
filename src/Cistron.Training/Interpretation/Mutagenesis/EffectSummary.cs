using Cistron.Evaluation.Metrics;

namespace Cistron.Training.Interpretation.Mutagenesis;

/// <summary>A change with its effect, as results list it.</summary>
/// <param name="Sequence">The sequence or contig.</param>
/// <param name="Id">The name of the variant, if it has one.</param>
/// <param name="Start">The first changed base, 0-based.</param>
/// <param name="Change">Such as <c>A&gt;C</c>; <c>-</c> stands for no bases.</param>
/// <param name="Effect">What it does.</param>
public sealed record ListedEffect(string Sequence, string Id, long Start, string Change, VariantEffect Effect);

/// <summary>
/// What a page shows of any number of effects: their distribution, the strongest of them, and all of a few sequences.
/// Memory holds those alone.
/// </summary>
/// <param name="shown">How many sequences are kept in full.</param>
internal sealed class EffectSummary(int shown)
{
    /// <summary>Bins of the distribution of differences, from -1 to 1.</summary>
    public const int Bins = 40;

    private const int MostStrongest = 20;

    private readonly PriorityQueue<ListedEffect, (double Size, long Order)> _strongest = new();
    private readonly List<(string Sequence, List<(Mutant Mutant, VariantEffect Effect)> Effects)> _sequences = [];
    private RunningMean _size;
    private Mutant? _last;
    private bool _isKept;

    /// <summary>How many changes fell into each bin of the difference.</summary>
    public long[] Counts { get; } = new long[Bins];

    /// <summary>How many changes there were.</summary>
    public long Changes => _size.Count;

    /// <summary>The mean of the sizes of their log odds ratios.</summary>
    public Estimate MeanSize => _size.Estimate;

    /// <summary>Those with the largest log odds ratios in either direction, the largest first.</summary>
    public IReadOnlyList<ListedEffect> Strongest =>
        [.. _strongest.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];

    /// <summary>All effects of the first sequences.</summary>
    public IReadOnlyList<(string Sequence, List<(Mutant Mutant, VariantEffect Effect)> Effects)> Sequences => _sequences;

    /// <summary>Takes an effect in; the changes of a sequence come one after the other.</summary>
    public void Add(Mutant mutant, VariantEffect effect)
    {
        Counts[Math.Clamp((int)((effect.Difference + 1) / 2 * Bins), 0, Bins - 1)]++;
        double size = Math.Abs(effect.Log2OddsRatio);
        if (_strongest.Count < MostStrongest || size > Math.Abs(_strongest.Peek().Effect.Log2OddsRatio))
            _strongest.Enqueue(new ListedEffect(mutant.Sequence, mutant.Id, mutant.Start, mutant.Change, effect), (size, -Changes));
        if (_strongest.Count > MostStrongest)
            _strongest.Dequeue();
        _size.Add(size);
        bool isNext = mutant.Sequence != _last?.Sequence || mutant.Start < _last.Start;
        _last = mutant;
        if (isNext && (_isKept = _sequences.Count < shown))
            _sequences.Add((mutant.Sequence, []));
        if (_isKept)
            _sequences[^1].Effects.Add((mutant, effect));
    }
}

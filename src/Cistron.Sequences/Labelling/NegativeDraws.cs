using System.Globalization;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Labelling;

/// <summary>
/// Draws windows of label 0. Each draw is a function of the seed, the place that it is drawn for and its number alone,
/// so that it stays what it is when other features come or go.
/// </summary>
internal sealed class NegativeDraws
{
    private const int MostDraws = 10_000;
    private const int MostShuffles = 10;

    private readonly Genome _genome;
    private readonly WindowOptions _window;
    private readonly CoveredStretches _features;
    private readonly CoveredStretches _positives;
    private readonly ulong _seed;
    private readonly string[] _names;
    private readonly CumulativeWeights _places;

    public NegativeDraws(
        Genome genome, WindowOptions window, CoveredStretches features, CoveredStretches positives, ulong seed)
    {
        (_genome, _window, _features, _positives, _seed) = (genome, window, features, positives, seed);
        _names = [.. genome.Names.Where(name => genome.LengthOf(name) >= window.Bases)];
        _places = new CumulativeWeights(_names.Select(name => genome.LengthOf(name)!.Value - window.Bases + 1));
    }

    /// <summary>A window at a drawn place inside a feature; null when it is too short.</summary>
    public Interval? Inside(InsideFeatures rule, Interval feature, int number)
    {
        long places = feature.Length - 2L * rule.MarginBases - _window.Bases + 1;
        if (places <= 0)
            return null;
        long start = feature.Start + rule.MarginBases + Stream(rule, feature, number).NextBelow(places);
        return feature with { Start = start, End = start + _window.Bases };
    }

    /// <summary>A window drawn for a positive one; null when none was found.</summary>
    public LabelledWindow? Beside(NegativeRule rule, LabelledWindow positive, int number)
    {
        RandomStream draws = Stream(rule, positive.Place, number);
        (byte[] Bases, Interval Place)? found = rule switch
        {
            RandomIntergenic intergenic => Anywhere(draws,
                place => !_features.Touches(place, intergenic.MarginBases), bases => true),
            MatchedGc matched => Anywhere(draws,
                place => !_positives.Touches(place, margin: 0),
                bases => Math.Abs(GcShare(bases) - GcShare(positive.Bases)) <= matched.Tolerance),
            ShuffledPositive => Shuffled(draws, positive),
            _ => throw new ArgumentException($"{rule} draws no window for a positive one.", nameof(rule)),
        };
        return found is { } window
            ? new LabelledWindow(window.Bases, 0, window.Place, rule.Kind, positive.Feature, number)
            : null;
    }

    // The share of G and C among the letters that stand for one base each.
    private double GcShare(ReadOnlySpan<byte> bases)
    {
        int canonical = 0;
        foreach (byte letter in _genome.Alphabet.Letters)
            canonical += bases.Count(letter);
        return (bases.Count((byte)'G') + bases.Count((byte)'C')) / (double)Math.Max(canonical, 1);
    }

    private RandomStream Stream(NegativeRule rule, Interval place, int number) =>
        RandomStream.For(_seed, string.Create(CultureInfo.InvariantCulture, $"{rule.Kind} {place}"), number);

    private (byte[] Bases, Interval Place)? Anywhere(
        RandomStream draws, Predicate<Interval> acceptsPlace, Predicate<byte[]> acceptsBases)
    {
        if (_places.Total == 0)
            return null;
        for (int draw = 0; draw < MostDraws; draw++)
        {
            (int sequence, long start) = _places.Locate(draws.NextBelow(_places.Total));
            Strand strand = draws.NextBelow(2) == 0 ? Strand.Forward : Strand.Reverse;
            var place = new Interval(_names[sequence], start, start + _window.Bases, strand);
            if (!acceptsPlace(place))
                continue;
            byte[] bases = _genome.Read(place);
            if (_window.Accepts(bases, _genome.Alphabet) && acceptsBases(bases))
                return (bases, place);
        }
        return null;
    }

    // The window itself would be its own opposite.
    private static (byte[] Bases, Interval Place)? Shuffled(RandomStream draws, LabelledWindow positive)
    {
        for (int draw = 0; draw < MostShuffles; draw++)
        {
            byte[] bases = DinucleotideShuffle.Of(positive.Bases, draws);
            if (!bases.AsSpan().SequenceEqual(positive.Bases))
                return (bases, positive.Place);
        }
        return null;
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Labelling;

/// <summary>
/// The labelled windows that a rule cuts from a genome and its annotation. The same genome, annotation, rule and seed
/// give the same windows. Memory holds places and a few bytes for each window, and none of the bases.
/// </summary>
public sealed class LabelledWindows
{
    private const int MostNamesInMessage = 5;

    private readonly Genome _genome;
    private readonly WindowRule _rule;
    private readonly WindowOptions _window;
    private readonly List<Target> _targets = [];
    private readonly CoveredStretches _features = new();
    private readonly CoveredStretches _positives = new();
    private readonly NegativeDraws _negatives;
    private readonly List<bool> _isKept = [];

    private LabelledWindows(Genome genome, WindowRule rule, ulong seed)
    {
        (_genome, _rule) = (genome, rule);
        _window = new WindowOptions(rule.Bases, rule.MaxAmbiguousShare);
        _negatives = new NegativeDraws(genome, _window, _features, _positives, seed);
    }

    /// <summary>What was found, kept and dropped.</summary>
    public WindowCounts Counts { get; } = new();

    /// <summary>Reads the annotation once and decides which windows are kept.</summary>
    /// <param name="genome">What to cut from; stays open.</param>
    /// <param name="annotation">
    /// The features. Those that name no sequence, as in some tables, lie on the genome's only one.
    /// </param>
    /// <param name="rule">What to cut.</param>
    /// <param name="seed">Of all draws.</param>
    /// <exception cref="InputException">
    /// The annotation cannot be read or belongs to another genome: no name of a sequence is known, or a feature begins
    /// after the end of its sequence.
    /// </exception>
    public static LabelledWindows Cut(Genome genome, AnnotationSource annotation, WindowRule rule, ulong seed)
    {
        var windows = new LabelledWindows(genome, rule, seed);
        windows.Collect(annotation);
        windows.Decide();
        return windows;
    }

    /// <summary>
    /// The windows that are kept, in the order of the features; behind a positive window come the negative ones that
    /// belong to its feature. Can be read many times.
    /// </summary>
    public IEnumerable<LabelledWindow> Read()
    {
        int candidate = 0;
        foreach (LabelledWindow window in Candidates(new WindowCounts()))
            if (_isKept[candidate++])
                yield return window;
    }

    private void Collect(AnnotationSource annotation)
    {
        string? onlyName = _genome.Names.Take(2).ToArray() is [var only] ? only : null;
        var unknownNames = new HashSet<string>();
        foreach (Feature feature in annotation.Read())
        {
            Counts.Features++;
            string name = feature.Place.Sequence.Length > 0 || onlyName is null ? feature.Place.Sequence : onlyName;
            if (_genome.LengthOf(name) is not { } length)
            {
                Counts.FeaturesElsewhere++;
                if (unknownNames.Count < MostNamesInMessage)
                    unknownNames.Add(name);
                continue;
            }
            Interval place = feature.Place with { Sequence = name };
            if (place.Start >= length && place.Length > 0)
                throw new InputException(annotation.File, feature.Line,
                    string.Create(CultureInfo.InvariantCulture,
                        $"a feature begins {place.Start} bases into {InputException.Quote(name)}"),
                    string.Create(CultureInfo.InvariantCulture, $"the genome has {length} bases of it"),
                    "take the annotation of this very version of the genome");
            Cover(feature, place, length);
            if (_rule.Selects(feature))
                Select(feature, place, length);
        }
        if (Counts.FeaturesElsewhere == Counts.Features)
            throw WrongNames(annotation.File, unknownNames);
    }

    // Where the parts are out of order, what lies between them is not the feature's.
    private void Cover(Feature feature, Interval place, long length)
    {
        bool isWholeSequence = place.Start == 0 && place.End >= length;
        if (feature.IsInOrder && !isWholeSequence)
            _features.Add(place);
        else if (!feature.IsInOrder)
            foreach (FeaturePart part in feature.Parts)
                _features.Add(part.Place with { Sequence = place.Sequence });
    }

    private void Select(Feature feature, Interval place, long length)
    {
        Counts.Selected++;
        if (!feature.IsInOrder || (feature.Parts.Count > 1 && place.Strand == Strand.Unknown))
        {
            Counts.OutOfOrder++;
            return;
        }
        if (place.Strand == Strand.Unknown)
        {
            Counts.Unstranded++;
            place = place with { Strand = Strand.Forward };
        }
        bool isAnchorOpen = _rule.IsAnchorOpen(feature);
        if (isAnchorOpen)
            Counts.OpenEnded++;
        Interval window = _rule.Around(place);
        if (window.Start >= 0 && window.End <= length)
            _positives.Add(window);
        _targets.Add(new Target(place, feature.Name, isAnchorOpen));
    }

    // All windows before those are taken out that are double or have two labels.
    private IEnumerable<LabelledWindow> Candidates(WindowCounts counts)
    {
        foreach (Target target in _targets)
        {
            LabelledWindow? positive = target.IsAnchorOpen
                ? null
                : Cut(_rule.Around(target.Place), 1, LabelledWindow.PositiveKind, target.Name, 0, counts);
            if (positive is not null)
                yield return positive;
            foreach (NegativeRule rule in _rule.Negatives)
            {
                for (int number = 0; number < rule.Count; number++)
                {
                    LabelledWindow? negative = rule is InsideFeatures inside
                        ? Inside(inside, target, number, counts)
                        : Beside(rule, positive, number, counts);
                    if (negative is not null)
                        yield return negative;
                }
            }
        }
    }

    private LabelledWindow? Inside(InsideFeatures rule, Target target, int number, WindowCounts counts)
    {
        if (_negatives.Inside(rule, target.Place, number) is { } place)
            return Cut(place, 0, rule.Kind, target.Name, number, counts);
        counts.TooShort += number == 0 ? 1 : 0;
        return null;
    }

    private LabelledWindow? Beside(NegativeRule rule, LabelledWindow? positive, int number, WindowCounts counts)
    {
        if (positive is null)
            return null;
        LabelledWindow? negative = _negatives.Beside(rule, positive, number);
        counts.NotFound += negative is null ? 1 : 0;
        return negative;
    }

    private LabelledWindow? Cut(Interval place, int label, string kind, string feature, int number, WindowCounts counts)
    {
        if (place.Start < 0 || place.End > _genome.LengthOf(place.Sequence))
        {
            counts.OverEnd++;
            return null;
        }
        byte[] bases = _genome.Read(place);
        if (!_window.Accepts(bases, _genome.Alphabet))
        {
            counts.Ambiguous++;
            return null;
        }
        return new LabelledWindow(bases, label, place, kind, feature, number);
    }

    private void Decide()
    {
        List<string> kinds = [LabelledWindow.PositiveKind, .. _rule.Negatives.Select(rule => rule.Kind).Distinct()];
        List<byte> kindOf = [];
        // The first window with these bases; its complement once it is known that both labels have them.
        Dictionary<UInt128, int> firstWith = [];
        foreach (LabelledWindow window in Candidates(Counts))
        {
            int candidate = _isKept.Count;
            kindOf.Add((byte)kinds.IndexOf(window.Kind));
            UInt128 hash = BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(window.Bases));
            _isKept.Add(firstWith.TryAdd(hash, candidate));
            int first = firstWith[hash];
            if (first == candidate)
                continue;
            bool hasOtherLabel = first >= 0 && (kindOf[first] == 0) != (window.Label == 1);
            if (hasOtherLabel)
            {
                _isKept[first] = false;
                firstWith[hash] = ~first;
                Counts.Conflicts += 2;
            }
            else if (first < 0)
            {
                Counts.Conflicts++;
            }
            else
            {
                Counts.Duplicates++;
            }
        }
        foreach (string kind in kinds)
            Counts.KeptByKind.Add(kind, 0);
        for (int i = 0; i < _isKept.Count; i++)
            if (_isKept[i])
                Counts.KeptByKind[kinds[kindOf[i]]]++;
    }

    private InputException WrongNames(string file, IEnumerable<string> unknownNames) => new(file, null,
        $"no feature is on a sequence of the genome; the annotation names {Listed(unknownNames)}",
        $"the genome has {Listed(_genome.Names)}", "use one way to name sequences in both files");

    private static string Listed(IEnumerable<string> names)
    {
        string[] some = [.. names.Take(MostNamesInMessage + 1)];
        return string.Join(", ", some.Take(MostNamesInMessage).Select(name => InputException.Quote(name)))
            + (some.Length > MostNamesInMessage ? " and others" : "");
    }

    private readonly record struct Target(Interval Place, string Name, bool IsAnchorOpen);
}

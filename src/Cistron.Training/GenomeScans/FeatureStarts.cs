using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Labelling;

namespace Cistron.Training.GenomeScans;

/// <summary>The first base of a feature on its strand, and what the feature is called.</summary>
/// <param name="Base">Counted on the forward strand.</param>
/// <param name="Name">May be empty.</param>
public readonly record struct FeatureStart(long Base, string Name);

/// <summary>Where the features of an annotation begin, by sequence and strand. Memory holds a place and a name for each.</summary>
public sealed class FeatureStarts
{
    private static readonly FeatureStart[] None = [];

    private readonly Dictionary<(string Sequence, Strand Strand), FeatureStart[]> _starts;

    private FeatureStarts(IEnumerable<(string Sequence, Strand Strand, FeatureStart Start)> starts) => _starts = starts
        .GroupBy(start => (start.Sequence, start.Strand), start => start.Start)
        .ToDictionary(group => group.Key, group => group.OrderBy(start => start.Base).ToArray());

    /// <summary>How many there are.</summary>
    public int Count => _starts.Values.Sum(starts => starts.Length);

    /// <summary>Features that are left out because the genome does not have their sequence.</summary>
    public long Elsewhere { get; private init; }

    /// <summary>Features without a strand, which are read forward.</summary>
    public long Unstranded { get; private init; }

    /// <summary>The sequences and strands with starts on them.</summary>
    public IEnumerable<(string Sequence, Strand Strand)> Places => _starts.Keys;

    /// <summary>The starts on one strand of a sequence, with rising bases.</summary>
    public IReadOnlyList<FeatureStart> On(string sequence, Strand strand) => _starts.GetValueOrDefault((sequence, strand), None);

    /// <summary>
    /// The starts on a strand of a sequence from one base to another, both included: their numbers in <see cref="On"/>, from
    /// the first to the one after the last.
    /// </summary>
    public (int First, int End) Between(string sequence, Strand strand, long first, long last) =>
        (Place(sequence, strand, first), Place(sequence, strand, last + 1));

    /// <summary>Reads an annotation.</summary>
    /// <param name="annotation">
    /// The features. Those that name no sequence, as in some tables, lie on the genome's only one.
    /// </param>
    /// <param name="rule">Which of them are taken: those whose start is known.</param>
    /// <param name="genome">Where they lie.</param>
    /// <param name="strands">The strands that they are wanted on.</param>
    /// <exception cref="InputException">
    /// The annotation cannot be read or belongs to another genome, or none of its features is taken.
    /// </exception>
    public static FeatureStarts Read(AnnotationSource annotation, WindowRule rule, Genome genome, IReadOnlyList<Strand> strands)
    {
        string? onlyName = genome.Names.Take(2).ToArray() is [var only] ? only : null;
        var starts = new List<(string, Strand, FeatureStart)>();
        long features = 0, elsewhere = 0, unstranded = 0;
        foreach (Feature feature in annotation.Read().Where(rule.Selects))
        {
            features++;
            Interval place = feature.Place;
            string name = place.Sequence.Length > 0 || onlyName is null ? place.Sequence : onlyName;
            if (genome.LengthOf(name) is not { } length)
            {
                elsewhere++;
                continue;
            }
            if (place.End > length)
                throw new InputException(annotation.File, feature.Line,
                    $"a feature ends {place.End} bases into {InputException.Quote(name)}", $"the genome has {length} bases of it",
                    "take the annotation of this very version of the genome");
            if (!feature.IsInOrder || rule.IsAnchorOpen(feature))
                continue;
            if (place.Strand == Strand.Unknown)
                unstranded++;
            Strand strand = place.Strand == Strand.Reverse ? Strand.Reverse : Strand.Forward;
            if (strands.Contains(strand))
                starts.Add((name, strand, new FeatureStart(strand == Strand.Reverse ? place.End - 1 : place.Start, feature.Name)));
        }
        if (starts.Count == 0)
            throw new InputException(annotation.File, null, $"none of its features begins on what is scanned ({features:N0} are of the type, "
                + $"{elsewhere:N0} of them on sequences that the genome does not have)", "starts to compare with were expected",
                "look at the file with 'data inspect', and check features.type and the names of the sequences");
        return new FeatureStarts(starts) { Elsewhere = elsewhere, Unstranded = unstranded };
    }

    /// <summary>The number of the first start at or after a base.</summary>
    private int Place(string sequence, Strand strand, long first)
    {
        IReadOnlyList<FeatureStart> starts = On(sequence, strand);
        int low = 0, high = starts.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (starts[middle].Base < first)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}

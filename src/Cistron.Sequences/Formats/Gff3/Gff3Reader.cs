using System.Globalization;
using System.Text;
using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats.Fasta;

namespace Cistron.Sequences.Formats.Gff3;

/// <summary>
/// Reads GFF3 (Sequence Ontology, version 1.26). Lines with one <c>ID</c> are one feature in several parts. GFF3 counts
/// from 1 and its end belongs to the feature; what comes out counts from 0, half-open.
/// </summary>
/// <remarks>
/// A feature is given out when no more parts of it can come: at a <c>###</c>, where the lines turn to another sequence,
/// and at the end. Memory holds the features of one such stretch.
/// </remarks>
public sealed class Gff3Reader : IDisposable
{
    /// <summary>The most bytes that a line can have, outside the sequences.</summary>
    public const int LongestLine = 1 << 22;

    /// <summary>The most lines that may wait for a <c>###</c> or another sequence.</summary>
    public const int MostOpenLines = 1 << 21;

    private readonly TextLines _lines;
    private readonly Gff3Line _line;
    private readonly Dictionary<string, Interval> _regions = [];
    private readonly HashSet<string> _circular = [];
    private readonly List<Feature> _open = [];
    private readonly Dictionary<string, int> _openById = [];
    private readonly Dictionary<int, List<Feature>> _furtherLines = [];
    private bool _hasSequences;

    /// <summary>Reads <paramref name="lines"/>, which the reader then owns.</summary>
    public Gff3Reader(TextLines lines) => (_lines, _line) = (lines, new Gff3Line(lines));

    /// <summary>What the <c>##sequence-region</c> lines read so far say of each sequence, in their order.</summary>
    public IReadOnlyCollection<Interval> Regions => _regions.Values;

    /// <summary>A file or, written <c>-</c>, standard input, plain or gzip.</summary>
    /// <exception cref="InputException">The file cannot be opened.</exception>
    public static Gff3Reader Open(string path) => new(TextLines.Open(path));

    /// <summary>The features in the order of their first lines, once.</summary>
    /// <exception cref="InputException">
    /// While reading: a line is wrong, or too many wait for their feature's end.
    /// </exception>
    public IEnumerable<Feature> Features()
    {
        string? sequence = null;
        foreach (Feature? line in Lines())
        {
            if (line?.Place.Sequence != sequence)
            {
                foreach (Feature feature in Close())
                    yield return feature;
                sequence = line?.Place.Sequence;
            }
            if (line is not null)
                Join(line);
        }
        foreach (Feature feature in Close())
            yield return feature;
    }

    /// <summary>
    /// The sequences behind <c>##FASTA</c>, once, after the last of <see cref="Features"/>; none when there is no such
    /// section.
    /// </summary>
    /// <exception cref="InputException">While reading: the section is not FASTA.</exception>
    public IEnumerable<FastaRecord> Sequences() => _hasSequences ? FastaReader.Read(_lines) : [];

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    // Each line's feature, and null for a line that ends all features before it.
    private IEnumerable<Feature?> Lines()
    {
        while (!_hasSequences && _lines.Peek(out ReadOnlySpan<byte> line))
        {
            _hasSequences = line is [(byte)'>', ..];
            if (_hasSequences)
                break;
            _lines.Next(out line);
            line = line.TrimEnd(" "u8);
            if (line is [(byte)'#', ..])
            {
                if (line.SequenceEqual("###"u8))
                    yield return null;
                else
                    ReadDirective(line);
            }
            else if (line.Length > LongestLine)
            {
                throw _lines.Fault($"the line is longer than {LongestLine} bytes", "GFF3 has a feature on each line",
                    "check that this is the right file");
            }
            else if (!line.IsEmpty)
            {
                Feature feature = _line.Read(line);
                CheckRegion(feature);
                yield return feature;
            }
        }
    }

    private void ReadDirective(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("##FASTA"u8))
        {
            _hasSequences = true;
        }
        else if (line.StartsWith("##gff-version"u8))
        {
            string version = Encoding.UTF8.GetString(line["##gff-version"u8.Length..]).Trim();
            if (!version.StartsWith('3'))
                throw _lines.Fault($"the file is of GFF version {InputException.Quote(version)}",
                    "GFF3 can be read", "take the GFF3 file of the same annotation, or convert this one");
        }
        else if (line.StartsWith("##sequence-region"u8))
        {
            string[] words = Encoding.UTF8.GetString(line).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != 4
                || !Position.TryParse(Encoding.UTF8.GetBytes(words[2]), out long first)
                || !Position.TryParse(Encoding.UTF8.GetBytes(words[3]), out long last) || first < 1 || last < first)
                throw _lines.Fault($"the line is {InputException.Quote(string.Join(' ', words))}",
                    "it names a sequence, its first and its last base, counted from 1", "correct or remove the line");
            string sequence = PercentEncoding.Decode(Encoding.UTF8.GetBytes(words[1]));
            _regions[sequence] = new Interval(sequence, first - 1, last);
        }
    }

    private void CheckRegion(Feature feature)
    {
        Interval place = feature.Place;
        if (feature.Value("Is_circular") == "true")
            _circular.Add(place.Sequence);
        if (!_regions.TryGetValue(place.Sequence, out Interval region) || region.Contains(place))
            return;
        bool beginsInside = place.Start >= region.Start && place.Start < region.End;
        bool mayCrossOrigin = beginsInside && _circular.Contains(place.Sequence);
        if (!mayCrossOrigin)
            throw _lines.Fault(
                string.Create(CultureInfo.InvariantCulture, $"the feature lies at {place.Start + 1} to {place.End}"),
                $"the ##sequence-region of {InputException.Quote(place.Sequence)} is "
                + string.Create(CultureInfo.InvariantCulture, $"{region.Start + 1} to {region.End}"),
                "check that they belong to the same sequence");
    }

    private void Join(Feature line)
    {
        string? id = line.Value("ID");
        if (id is null || _openById.TryAdd(id, _open.Count))
        {
            if (_open.Count == MostOpenLines)
                throw _lines.Fault(
                    string.Create(CultureInfo.InvariantCulture, $"{MostOpenLines:N0} features wait for further parts"),
                    "a '###' line says that no more will come", "set such lines between genes");
            _open.Add(line);
            return;
        }
        int place = _openById[id];
        Feature first = _open[place];
        if (first.Type != line.Type)
            throw _lines.Fault(
                $"the feature {InputException.Quote(id)} is {InputException.Quote(first.Type)} on line "
                + string.Create(CultureInfo.InvariantCulture,
                    $"{first.Line} and {InputException.Quote(line.Type)} here"),
                "lines with one ID are parts of one feature", "give each feature its own ID");
        if (!_furtherLines.TryGetValue(place, out List<Feature>? further))
            _furtherLines.Add(place, further = []);
        if (further.Count == MostOpenLines)
            throw _lines.Fault($"the feature {InputException.Quote(id)} has too many parts",
                string.Create(CultureInfo.InvariantCulture, $"at most {MostOpenLines:N0} can be read"),
                "check that each feature has its own ID");
        further.Add(line);
    }

    private IEnumerable<Feature> Close()
    {
        for (int i = 0; i < _open.Count; i++)
            yield return _furtherLines.TryGetValue(i, out List<Feature>? further)
                ? Joined(_open[i], further)
                : _open[i];
        _open.Clear();
        _openById.Clear();
        _furtherLines.Clear();
    }

    // Attributes that all lines repeat are kept once; what only a later line says comes after those of the first.
    private static Feature Joined(Feature first, List<Feature> further)
    {
        IEnumerable<Feature> lines = further.Prepend(first);
        return new Feature(
            first.Type,
            [.. lines.SelectMany(line => line.Parts).OrderBy(part => part.Place.Start)],
            [.. first.Attributes, .. further.SelectMany(line => line.Attributes).Except(first.Attributes)])
        {
            Source = first.Source,
            Score = first.Score,
            Line = first.Line,
        };
    }
}

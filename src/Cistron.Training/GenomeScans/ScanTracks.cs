using System.Globalization;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats.Bed;
using Cistron.Sequences.Formats.BedGraph;

namespace Cistron.Training.GenomeScans;

/// <summary>
/// The tracks that a scan leaves for genome browsers, written while its places come: the probability on each strand as
/// bedGraph, and the calls as BED.
/// </summary>
/// <remarks>
/// A call's score is its highest probability times 1,000, and its thick part is the peak. Positions are those of the
/// forward strand.
/// </remarks>
public sealed class ScanTracks : IDisposable
{
    /// <summary>The file of calls.</summary>
    public const string CallsFile = "calls.bed";

    private readonly string _class;
    private readonly List<Stream> _streams = [];
    private readonly Dictionary<Strand, BedGraphWriter> _values;
    private readonly BedWriter _calls;

    /// <summary>Opens the files in a folder.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="class">What the calls are called.</param>
    /// <param name="strands">The strands that are scanned.</param>
    public ScanTracks(string folder, string @class, IReadOnlyList<Strand> strands)
    {
        // BED has no way to write a tab or a line end.
        _class = string.Concat(@class.Select(letter => char.IsControl(letter) ? ' ' : letter));
        _values = strands.ToDictionary(strand => strand, strand => new BedGraphWriter(Open(folder, ValuesFile(strand)),
            $"P({@class}) {Word(strand)}", $"probability of {@class} on the {Word(strand)} strand"));
        _calls = new BedWriter(Open(folder, CallsFile), 6, "thickStart", "thickEnd");
    }

    /// <summary>The file of a strand's probabilities.</summary>
    public static string ValuesFile(Strand strand) => $"{Word(strand)}.bedgraph";

    /// <summary>Writes a place.</summary>
    public void Write(ScannedPlace place) => _values[place.Cell.Strand].Write(place.Cell, place.Probability);

    /// <summary>Writes a call.</summary>
    public void Write(ScanCall call) => _calls.Write(new BedRecord(
        call.Place, _class, Text((long)Math.Round(1000 * call.Peak.Probability)), [Text(call.Peak.Cell.Start), Text(call.Peak.Cell.End)]));

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (Stream stream in _streams)
            stream.Dispose();
    }

    private FileStream Open(string folder, string name)
    {
        var stream = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write);
        _streams.Add(stream);
        return stream;
    }

    private static string Word(Strand strand) => strand == Strand.Reverse ? "reverse" : "forward";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

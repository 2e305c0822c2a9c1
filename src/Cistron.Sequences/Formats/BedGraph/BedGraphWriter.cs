using System.Globalization;
using System.Text;
using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Formats.BedGraph;

/// <summary>Writes bedGraph: a value for each of some stretches that do not overlap.</summary>
public sealed class BedGraphWriter
{
    private readonly Stream _text;
    private readonly StringBuilder _line = new();
    private Interval? _last;

    /// <summary>Writes the line that tells browsers what the track is.</summary>
    /// <param name="text">Where to write, such as what <see cref="TextTarget.Write"/> opens; the caller closes it.</param>
    /// <param name="name">The track's name; a double quote or a control character in it becomes a blank.</param>
    /// <param name="description">The track's description, as the name.</param>
    public BedGraphWriter(Stream text, string name, string description)
    {
        _text = text;
        _line.Append("track type=bedGraph name=\"").Append(Quotable(name)).Append("\" description=\"")
            .Append(Quotable(description)).Append('"');
        EndLine();
    }

    /// <summary>
    /// Whether a sequence can be named in a track: its name is not empty, has no white space, and does not begin a line that
    /// is no feature, as <c>track</c>, <c>browser</c> and <c>#</c> do.
    /// </summary>
    public static bool CanName(string sequence) =>
        sequence.Length > 0 && sequence[0] != '#' && sequence is not ("track" or "browser") && !sequence.Any(char.IsWhiteSpace);

    /// <summary>Writes one stretch; its strand is not written.</summary>
    /// <exception cref="ArgumentException">
    /// The sequence cannot be named, or the stretch is empty or begins before the end of the last one of its sequence.
    /// </exception>
    public void Write(Interval place, double value)
    {
        if (!CanName(place.Sequence))
            throw new ArgumentException($"{InputException.Quote(place.Sequence)} cannot begin a line of bedGraph.", nameof(place));
        if (place.Length <= 0 || (_last is { } last && last.Sequence == place.Sequence && place.Start < last.End))
            throw new ArgumentException($"{place} is not a stretch behind {_last}.", nameof(place));
        _last = place;
        _line.Append(place.Sequence).Append('\t')
            .Append(CultureInfo.InvariantCulture, $"{place.Start}\t{place.End}\t{value:0.####}");
        EndLine();
    }

    private void EndLine()
    {
        _text.Write(Encoding.UTF8.GetBytes(_line.Append('\n').ToString()));
        _line.Clear();
    }

    private static string Quotable(string words) =>
        string.Concat(words.Select(letter => letter == '"' || char.IsControl(letter) ? ' ' : letter));
}

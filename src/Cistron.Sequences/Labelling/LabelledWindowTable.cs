using System.Globalization;
using System.Text;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats.Tables;

namespace Cistron.Sequences.Labelling;

/// <summary>
/// Writes windows as a table with the columns sequence, label, id, chromosome, start, end (0-based, half-open), strand,
/// kind and feature.
/// </summary>
public static class LabelledWindowTable
{
    private static readonly string[] Columns =
        ["sequence", "label", "id", "chromosome", "start", "end", "strand", "kind", "feature"];

    /// <summary>Writes all of <paramref name="windows"/>.</summary>
    /// <param name="text">Where to write, such as what <c>TextTarget.Write</c> opens; the caller closes it.</param>
    /// <param name="delimiter">See <see cref="TableDelimiter"/>.</param>
    /// <param name="windows">One row each, in their order.</param>
    public static void Write(Stream text, char delimiter, IEnumerable<LabelledWindow> windows)
    {
        var table = new TableWriter(text, delimiter, Columns);
        foreach (LabelledWindow window in windows)
            table.Write(
                Encoding.ASCII.GetString(window.Bases),
                window.Label.ToString(CultureInfo.InvariantCulture),
                window.Id,
                window.Place.Sequence,
                window.Place.Start.ToString(CultureInfo.InvariantCulture),
                window.Place.End.ToString(CultureInfo.InvariantCulture),
                window.Place.Strand == Strand.Reverse ? "-" : "+",
                window.Kind,
                window.Feature);
    }
}

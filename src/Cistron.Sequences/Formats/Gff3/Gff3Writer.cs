using System.Globalization;
using System.Text;
using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Formats.Gff3;

/// <summary>
/// Writes GFF3 with LF line ends, a feature of several parts as several lines. GFF3 has no sign for ends that are open
/// or for parts out of order: those are not written.
/// </summary>
public sealed class Gff3Writer
{
    private const string ReservedInNames = " >#";
    private const string ReservedInValues = ";=&,";

    private readonly Stream _text;
    private readonly StringBuilder _line = new();

    /// <summary>Writes the version, which is the first line.</summary>
    /// <param name="text">
    /// Where to write, such as what <see cref="TextTarget.Write"/> opens; the caller closes it.
    /// </param>
    public Gff3Writer(Stream text)
    {
        _text = text;
        text.Write("##gff-version 3\n"u8);
    }

    /// <summary>Writes a <c>##sequence-region</c>: what is known of a whole sequence.</summary>
    public void WriteRegion(Interval region)
    {
        _line.Clear().Append("##sequence-region ");
        PercentEncoding.Append(_line, region.Sequence, ReservedInNames);
        _line.Append(CultureInfo.InvariantCulture, $" {region.Start + 1} {region.End}\n");
        Flush();
    }

    /// <summary>Writes one feature.</summary>
    /// <exception cref="ArgumentException">
    /// It would not be read back the same: it has no type, a part without bases, an attribute without a name, or
    /// several parts and no <c>ID</c>.
    /// </exception>
    public void Write(Feature feature)
    {
        if (feature.Type is "" or "." || feature.Place.Sequence is "" or ".")
            throw new ArgumentException("A feature of GFF3 has a type and lies on a named sequence.", nameof(feature));
        if (feature.Parts.Count > 1 && string.IsNullOrEmpty(feature.Value("ID")))
            throw new ArgumentException("A feature of several parts needs an ID.", nameof(feature));
        _line.Clear();
        foreach (FeaturePart part in feature.Parts)
            Append(feature, part);
        Flush();
    }

    /// <summary>Writes <c>###</c>: no part of a feature before it comes after it.</summary>
    public void WriteBoundary() => _text.Write("###\n"u8);

    private void Append(Feature feature, FeaturePart part)
    {
        if (part.Place.Length == 0)
            throw new ArgumentException("A part of a feature of GFF3 has at least one base.", nameof(feature));
        PercentEncoding.Append(_line, part.Place.Sequence, ReservedInNames);
        _line.Append('\t');
        PercentEncoding.Append(_line, feature.Source.Length > 0 ? feature.Source : ".", "");
        _line.Append('\t');
        PercentEncoding.Append(_line, feature.Type, "");
        string strand = part.Place.Strand switch { Strand.Forward => "+", Strand.Reverse => "-", _ => "." };
        string score = feature.Score?.ToString("R", CultureInfo.InvariantCulture) ?? ".";
        string phase = part.Phase?.ToString(CultureInfo.InvariantCulture) ?? ".";
        _line.Append(CultureInfo.InvariantCulture,
            $"\t{part.Place.Start + 1}\t{part.Place.End}\t{score}\t{strand}\t{phase}\t");
        AppendAttributes(feature.Attributes);
        _line.Append('\n');
    }

    private void AppendAttributes(IReadOnlyList<FeatureAttribute> attributes)
    {
        if (attributes.Count == 0)
            _line.Append('.');
        string? name = null;
        foreach (FeatureAttribute attribute in attributes)
        {
            if (attribute.Name == name)
            {
                _line.Append(',');
            }
            else
            {
                if (name is not null)
                    _line.Append(';');
                if (attribute.Name.Length == 0)
                    throw new ArgumentException("An attribute of GFF3 has a name.", nameof(attributes));
                PercentEncoding.Append(_line, attribute.Name, ReservedInValues + "\"");
                _line.Append('=');
                name = attribute.Name;
            }
            PercentEncoding.Append(_line, attribute.Value, ReservedInValues);
        }
    }

    private void Flush() => _text.Write(Encoding.UTF8.GetBytes(_line.ToString()));
}

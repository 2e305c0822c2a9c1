using System.Globalization;
using System.Text;
using Cistron.Sequences.Annotations;

namespace Cistron.Sequences.Formats.GenBank;

/// <summary>Reads the lines below FEATURES (INSDC feature table definition, section 4).</summary>
internal sealed class GenBankFeatureTable(TextLines lines)
{
    private const int MostFeatures = 1 << 21;
    private const int LongestText = 1 << 24;
    private const int QualifierColumn = 21;

    // A protein is one word; all other values break between words.
    private const string UnspacedQualifier = "translation";

    private readonly StringBuilder _text = new();

    /// <summary>How many parts on other sequences were left out so far.</summary>
    public long RemoteParts { get; private set; }

    /// <summary>The features up to the next line that is not indented.</summary>
    /// <exception cref="InputException">A location or a qualifier is wrong.</exception>
    public List<Feature> Read(string sequence, long? length, bool isCircular)
    {
        List<Feature> features = [];
        while (PeekIndented(out ReadOnlySpan<byte> line))
        {
            if (line.Trim((byte)' ').IsEmpty)
            {
                lines.Next(out _);
                continue;
            }
            if (Indent(line) >= QualifierColumn)
                throw lines.Fault("a qualifier stands before the first feature",
                    "a feature's name begins in the sixth column", "check the indents");
            if (ReadFeature(sequence, length, isCircular) is { } feature)
                features.Add(feature);
            if (features.Count > MostFeatures)
                throw lines.Fault("the entry has too many features",
                    string.Create(CultureInfo.InvariantCulture, $"at most {MostFeatures:N0} can be read"),
                    "split the entry");
        }
        return features;
    }

    private Feature? ReadFeature(string sequence, long? length, bool isCircular)
    {
        lines.Next(out ReadOnlySpan<byte> line);
        long number = lines.Number;
        string first = Encoding.UTF8.GetString(line).Trim();
        int typeLength = first.IndexOf(' ');
        string type = typeLength < 0 ? first : first[..typeLength];
        _text.Clear().Append(first.AsSpan(type.Length));
        while (PeekContinued(out line) && line[QualifierColumn] != (byte)'/')
            AppendLine(spaced: false);

        var parser = new GenBankLocationParser(_text.Replace(" ", "").ToString(), sequence, length, isCircular,
            (found, expected) => new InputException(lines.File, number, found, expected,
                $"correct the place of this {InputException.Quote(type)}"));
        GenBankLocation location = parser.Read();
        RemoteParts += location.RemoteParts;
        List<FeatureAttribute> qualifiers = [];
        while (PeekContinued(out _))
            qualifiers.Add(ReadQualifier());
        return location.Parts.Count == 0
            ? null
            : new Feature(type, location.Parts, qualifiers)
            {
                IsOpenAtStart = location.IsOpenAtStart,
                IsOpenAtEnd = location.IsOpenAtEnd,
                Line = number,
            };
    }

    private FeatureAttribute ReadQualifier()
    {
        lines.Next(out ReadOnlySpan<byte> line);
        long number = lines.Number;
        string first = Encoding.UTF8.GetString(line[QualifierColumn..]).Trim();
        int equals = first.IndexOf('=');
        string name = equals < 0 ? first[1..] : first[1..equals];
        if (!first.StartsWith('/') || name.Length == 0 || name.Contains('"'))
            throw lines.Fault($"the line is {InputException.Quote(first)}", "a qualifier is /name=value",
                "correct it, or close the quote before it");

        _text.Clear().Append(equals < 0 ? "" : first[(equals + 1)..]);
        if (_text.Length > 0 && _text[0] == '"')
            return new FeatureAttribute(name, ReadQuoted(number, spaced: name != UnspacedQualifier));
        while (PeekContinued(out line) && line[QualifierColumn] != (byte)'/')
            AppendLine(spaced: false);
        return new FeatureAttribute(name, _text.ToString());
    }

    // The quotes inside a value are doubled, so that it is closed where their number is even.
    private string ReadQuoted(long number, bool spaced)
    {
        int quotes = _text.ToString().Count(letter => letter == '"');
        while (quotes % 2 == 1)
        {
            if (!PeekContinued(out ReadOnlySpan<byte> line))
                throw new InputException(lines.File, number, "a quote is opened here and never closed",
                    "quotes come in pairs", "close it, or double the quotes that belong to the text");
            quotes += line.Count((byte)'"');
            AppendLine(spaced);
        }
        string inner = _text.ToString(1, _text.Length - 2);
        if (_text[^1] != '"' || inner.Replace("\"\"", "").Contains('"'))
            throw new InputException(lines.File, number, "text follows a closing quote",
                "the next qualifier begins on a line of its own", "double the quotes that belong to the text");
        return inner.Replace("\"\"", "\"");
    }

    private void AppendLine(bool spaced)
    {
        lines.Next(out ReadOnlySpan<byte> line);
        if (spaced)
            _text.Append(' ');
        _text.Append(Encoding.UTF8.GetString(line).Trim());
        if (_text.Length > LongestText)
            throw lines.Fault("the feature is too long",
                string.Create(CultureInfo.InvariantCulture,
                    $"a location or a qualifier has at most {LongestText:N0} letters"),
                "check that this is the right file");
    }

    private bool PeekIndented(out ReadOnlySpan<byte> line) => lines.Peek(out line) && line is [] or [(byte)' ', ..];

    // Whether the next line goes on with the feature: something stands in it, at the place of qualifiers or behind.
    private bool PeekContinued(out ReadOnlySpan<byte> line) =>
        lines.Peek(out line) && line.Length > QualifierColumn && Indent(line) >= QualifierColumn;

    private static int Indent(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept((byte)' ');
}

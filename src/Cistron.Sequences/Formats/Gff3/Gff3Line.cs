using System.Globalization;
using System.Text;
using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Formats.Gff3;

/// <summary>Turns the nine columns of one line into a feature of one part.</summary>
internal sealed class Gff3Line(TextLines lines)
{
    private const int Columns = 9;

    private readonly Range[] _columns = new Range[Columns];

    /// <summary>The feature of a line that is neither blank nor begins with <c>#</c>.</summary>
    /// <exception cref="InputException">A column is wrong.</exception>
    public Feature Read(ReadOnlySpan<byte> line)
    {
        int count = 0;
        foreach (Range column in line.Split((byte)'\t'))
        {
            if (count < Columns)
                _columns[count] = column;
            count++;
        }
        if (count != Columns)
            throw WrongCount(line, count);

        string sequence = Word(line[_columns[0]], "first", "the sequence");
        string type = Word(line[_columns[2]], "third", "the feature's type");
        long first = ReadPosition(line[_columns[3]], "start");
        long last = ReadPosition(line[_columns[4]], "end");
        if (last < first)
            throw lines.Fault(string.Create(CultureInfo.InvariantCulture, $"the start {first} is after the end {last}"),
                "GFF3 counts from 1, and start and end belong to the feature on either strand",
                "exchange or correct them");
        // 1-based with the last base included becomes 0-based and half-open.
        var place = new Interval(sequence, first - 1, last, ReadStrand(line[_columns[6]]));
        var part = new FeaturePart(place, ReadPhase(line[_columns[7]]));
        return new Feature(type, [part], ReadAttributes(line[_columns[8]]))
        {
            Source = IsUndefined(line[_columns[1]]) ? "" : PercentEncoding.Decode(line[_columns[1]]),
            Score = ReadScore(line[_columns[5]]),
            Line = lines.Number,
        };
    }

    private string Word(ReadOnlySpan<byte> column, string which, string holds) => IsUndefined(column)
        ? throw lines.Fault($"the {which} column is empty", $"it names {holds}", "name it")
        : PercentEncoding.Decode(column);

    private long ReadPosition(ReadOnlySpan<byte> digits, string what) =>
        Position.TryParse(digits, out long position) && position > 0
            ? position
            : throw lines.Fault($"the {what} is {Quote(digits)}",
                "GFF3 gives places as whole numbers that count from 1", "correct it, or check that this is GFF3");

    private double? ReadScore(ReadOnlySpan<byte> word)
    {
        if (IsUndefined(word))
            return null;
        bool isNumber = double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double score);
        return isNumber && double.IsFinite(score)
            ? score
            : throw lines.Fault($"the score is {Quote(word)}", "the sixth column is a number or '.'", "correct it");
    }

    private Strand ReadStrand(ReadOnlySpan<byte> word) => word switch
    {
        [(byte)'+'] => Strand.Forward,
        [(byte)'-'] => Strand.Reverse,
        [(byte)'.'] or [(byte)'?'] => Strand.Unknown,
        _ => throw lines.Fault($"the strand is {Quote(word)}", "the seventh column is '+', '-', '.' or '?'",
            "correct it"),
    };

    private int? ReadPhase(ReadOnlySpan<byte> word) => word switch
    {
        [(byte)'.'] => null,
        [>= (byte)'0' and <= (byte)'2' and var digit] => digit - '0',
        _ => throw lines.Fault($"the phase is {Quote(word)}", "the eighth column is 0, 1, 2 or '.'", "correct it"),
    };

    private List<FeatureAttribute> ReadAttributes(ReadOnlySpan<byte> column)
    {
        List<FeatureAttribute> attributes = [];
        if (IsUndefined(column))
            return attributes;
        foreach (Range range in column.Split((byte)';'))
        {
            // Blanks around the semicolons and one after the last attribute are common.
            ReadOnlySpan<byte> attribute = column[range].Trim(" "u8);
            if (attribute.IsEmpty)
                continue;
            int equals = attribute.IndexOf((byte)'=');
            ReadOnlySpan<byte> tag = equals < 0 ? attribute : attribute[..equals];
            if (equals <= 0 || tag.Contains((byte)'"'))
                throw WrongAttribute(attribute);
            string name = PercentEncoding.Decode(tag);
            ReadOnlySpan<byte> values = attribute[(equals + 1)..];
            foreach (Range value in values.Split((byte)','))
                attributes.Add(new FeatureAttribute(name, PercentEncoding.Decode(values[value])));
        }
        return attributes;
    }

    private InputException WrongAttribute(ReadOnlySpan<byte> attribute) => attribute.Contains((byte)'"')
        ? lines.Fault($"the attribute {Quote(attribute)} is one of GTF (GFF2)", "GFF3 has name=value",
            "take the GFF3 file of the same annotation, or convert this one")
        : lines.Fault($"the attribute is {Quote(attribute)}", "GFF3 has name=value, separated by semicolons",
            "correct it; a semicolon inside a value is written %3B");

    private InputException WrongCount(ReadOnlySpan<byte> line, int count) => lines.Fault(
        count == 1
            ? $"the line {Quote(line)} has no tabs"
            : string.Create(CultureInfo.InvariantCulture, $"the line has {count} columns"),
        "GFF3 has nine, separated by tabs", "check that this is GFF3");

    private static bool IsUndefined(ReadOnlySpan<byte> column) => column is [] or [(byte)'.'];

    private static string Quote(ReadOnlySpan<byte> words) =>
        InputException.Quote(Encoding.UTF8.GetString(words[..Math.Min(words.Length, 200)]));
}

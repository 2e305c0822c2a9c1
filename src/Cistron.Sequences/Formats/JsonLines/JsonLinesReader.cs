using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Cistron.Sequences.Formats.JsonLines;

/// <summary>
/// Reads JSON lines: one object a line, whose fields are a row. The first object names the columns; in later objects
/// fields may stand in another order, be missing where nobody asks for them, or be additional, which are passed over.
/// Blank lines are skipped.
/// </summary>
public sealed class JsonLinesReader : RowReader
{
    private static readonly string[] Extensions = [".jsonl", ".ndjson", ".json"];

    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly byte[][] _names;
    private readonly Field[] _fields;
    private readonly ArrayBufferWriter<byte> _values = new();

    /// <summary>Reads the names in the first object of <paramref name="lines"/>, which the reader then owns.</summary>
    /// <exception cref="InputException">There is no object in the first line, or it has no fields.</exception>
    public JsonLinesReader(TextLines lines)
        : base(lines)
    {
        try
        {
            if (!PeekRow(lines, out ReadOnlySpan<byte> first))
                throw new InputException(File, null, "the file is empty", "JSON lines have an object on each line",
                    "check that this is the right file");
            HeaderLine = Line = lines.Number + 1;
            Columns = Names(first);
            if (Columns.Count == 0)
                throw HeaderFault("the object has no fields", "the first object names the fields",
                    "check that this is the right file");
            for (int column = 0; column < Columns.Count; column++)
                if (!_indices.TryAdd(Columns[column], column))
                    throw Twice(Columns[column]);
            _names = [.. Columns.Select(Encoding.UTF8.GetBytes)];
            _fields = new Field[Columns.Count];
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether a text seems to be JSON: its first line begins with <c>{</c>, or its name ends in <c>.jsonl</c>,
    /// <c>.ndjson</c> or <c>.json</c>, with or without <c>.gz</c>.
    /// </summary>
    public static bool Recognizes(TextLines lines)
    {
        string name = lines.File.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? lines.File[..^3] : lines.File;
        return Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)
            || (PeekRow(lines, out ReadOnlySpan<byte> first) && first.TrimStart(" \t"u8) is [(byte)'{', ..]);
    }

    /// <summary>Goes to the next object.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="InputException">The line is not one JSON object, or a field stands in it twice.</exception>
    public override bool Next()
    {
        if (!PeekRow(Lines, out _))
            return false;
        Lines.Next(out ReadOnlySpan<byte> line);
        Line = Lines.Number;
        _values.ResetWrittenCount();
        Array.Clear(_fields);
        try
        {
            Read(line);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw NoObject(fault);
        }
        return true;
    }

    /// <inheritdoc/>
    public override bool IsText(int column) =>
        _fields[column].Kind is not (JsonTokenType.None or JsonTokenType.StartArray or JsonTokenType.StartObject);

    /// <summary>
    /// A field of the current object: a string without its quotes and escapes, a number or a truth value as it is
    /// written, nothing for <c>null</c>; valid until <see cref="Next"/>.
    /// </summary>
    /// <exception cref="InputException">The field is missing, or it is a list or an object.</exception>
    public override ReadOnlySpan<byte> Bytes(int column)
    {
        Field field = _fields[column];
        return field.Kind switch
        {
            JsonTokenType.None => throw Fault($"the object has no field {InputException.Quote(Columns[column])}",
                $"the object of line {HeaderLine} has it", "add the field or leave the line out"),
            JsonTokenType.StartArray or JsonTokenType.StartObject => throw Fault(
                $"the field {InputException.Quote(Columns[column])} is "
                    + (field.Kind == JsonTokenType.StartArray ? "a list" : "an object"),
                "a sequence, a name or a label is one text or number",
                "choose another field, or where it holds a label for each base set task=per_base_class or per_base_value"),
            _ => _values.WrittenSpan[field.Start..field.End],
        };
    }

    /// <inheritdoc/>
    public override string List(int column)
    {
        Field field = _fields[column];
        if (field.Kind != JsonTokenType.StartArray)
            return Text(column);
        List<string> members = [];
        try
        {
            var json = new Utf8JsonReader(_values.WrittenSpan[field.Start..field.End]);
            json.Read();
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                members.Add(json.TokenType switch
                {
                    JsonTokenType.StartArray or JsonTokenType.StartObject => throw Fault(
                        $"the list {InputException.Quote(Columns[column])} holds another list or an object",
                        "a list of labels holds texts or numbers", "choose another field"),
                    JsonTokenType.String => json.GetString()!,
                    JsonTokenType.Null => "",
                    _ => Encoding.UTF8.GetString(json.ValueSpan),
                });
        }
        catch (InvalidOperationException fault)
        {
            throw NoObject(fault);
        }
        return string.Join(',', members);
    }

    private static bool PeekRow(TextLines lines, out ReadOnlySpan<byte> line)
    {
        while (lines.Peek(out line))
        {
            if (!line.Trim(" \t"u8).IsEmpty)
                return true;
            lines.Next(out _);
        }
        return false;
    }

    private List<string> Names(ReadOnlySpan<byte> line)
    {
        List<string> names = [];
        try
        {
            var json = new Utf8JsonReader(line);
            Begin(ref json);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                names.Add(json.GetString()!);
                if (names.Count > MostFields)
                    throw Fault("the object has too many fields",
                        string.Create(CultureInfo.InvariantCulture, $"an object can have {MostFields:N0}"),
                        "check that this is the right file");
                json.Skip();
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw NoObject(fault);
        }
        return names;
    }

    private void Read(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        Begin(ref json);
        int next = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            // Most files write all objects alike, so the name is most often the next one of the first object.
            int column = next < _names.Length && json.ValueTextEquals(_names[next])
                ? next
                : _indices.GetValueOrDefault(json.GetString()!, -1);
            json.Read();
            if (column >= 0)
            {
                if (_fields[column].Kind != JsonTokenType.None)
                    throw Twice(Columns[column]);
                _fields[column] = Store(line, ref json);
                next = column + 1;
            }
            json.Skip();
        }
        // Fails where anything follows the object.
        json.Read();
    }

    private void Begin(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw NoObject(inner: null);
    }

    private Field Store(ReadOnlySpan<byte> line, ref Utf8JsonReader json)
    {
        int start = _values.WrittenCount;
        JsonTokenType kind = json.TokenType;
        if (kind == JsonTokenType.String)
            _values.Advance(json.CopyString(_values.GetSpan(json.ValueSpan.Length)));
        else if (kind is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
            _values.Write(json.ValueSpan);
        else if (kind == JsonTokenType.StartArray)
        {
            int first = (int)json.TokenStartIndex;
            json.Skip();
            _values.Write(line[first..(int)json.BytesConsumed]);
        }
        return new Field(kind, start, _values.WrittenCount);
    }

    private InputException NoObject(Exception? inner)
    {
        string place = inner is JsonException { BytePositionInLine: long position }
            ? string.Create(CultureInfo.InvariantCulture, $" (see character {position + 1:N0})")
            : "";
        return new InputException(File, Line, $"the line is not one JSON object{place}",
            "JSON lines have one whole object on each line", "write one object a line, without a list around them",
            inner);
    }

    private InputException Twice(string name) =>
        Fault($"the field {InputException.Quote(name)} stands twice in the object", "a field's name must be its own",
            "rename or remove one");

    private readonly record struct Field(JsonTokenType Kind, int Start, int End);
}

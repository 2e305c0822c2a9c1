using System.Text.Json;
using System.Text.Unicode;

namespace Cistron.Torch.Weights;

/// <summary>
/// The header of a safetensors file, checked as the format's reference implementation checks it: every tensor has a
/// known type, as many bytes as its shape asks for, and together they fill the data from the first byte to the last
/// without overlaps and holes.
/// </summary>
internal sealed class SafeTensorsHeader
{
    /// <summary>
    /// What a file knows of one tensor; <c>Start</c> and <c>End</c> count from the first byte of data.
    /// </summary>
    public sealed record Entry(DType DType, long[] Shape, long Start, long End);

    public const string MetadataName = "__metadata__";

    private const int MostDimensions = 64;

    private static readonly Dictionary<string, DType> Types = new()
    {
        ["BOOL"] = DType.Bool, ["U8"] = DType.UInt8, ["I8"] = DType.Int8, ["I16"] = DType.Int16, ["I32"] = DType.Int32,
        ["I64"] = DType.Int64, ["F16"] = DType.Float16, ["BF16"] = DType.BFloat16, ["F32"] = DType.Float32,
        ["F64"] = DType.Float64,
    };

    private readonly MappedFile _file;
    private readonly OrderedDictionary<string, Entry> _entries = [];
    private readonly Dictionary<string, string> _metadata = [];

    private SafeTensorsHeader(MappedFile file) => _file = file;

    public IReadOnlyList<string> Names => _entries.Keys;

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    public Entry? Find(string name) => _entries.GetValueOrDefault(name);

    /// <summary>The format's word for a type.</summary>
    public static string TypeName(DType dtype) => Types.Single(type => type.Value == dtype).Key;

    /// <exception cref="WeightFileException">The header breaks a rule of the format.</exception>
    public static SafeTensorsHeader Parse(MappedFile file, ReadOnlySpan<byte> json, long dataBytes)
    {
        var header = new SafeTensorsHeader(file);
        try
        {
            if (!Utf8.IsValid(json))
                throw file.Fault("has a header that is not UTF-8; it is damaged: copy or save it again");
            var reader = new Utf8JsonReader(json);
            header.ReadTensors(ref reader);
        }
        // The reader reports half of a surrogate pair, an escape that JSON permits, by the latter exception.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw file.Fault("has a header that is not JSON; it is damaged or no safetensors file", e);
        }
        header.CheckLayout(dataBytes);
        return header;
    }

    private void ReadTensors(ref Utf8JsonReader reader)
    {
        bool hasMetadata = false;
        ReadStart(ref reader, JsonTokenType.StartObject, "the header");
        while (ReadName(ref reader) is { } name)
        {
            if (name != MetadataName)
            {
                if (!_entries.TryAdd(name, ReadEntry(ref reader, name)))
                    throw _file.Fault($"names tensor {WeightFileException.Quote(name)} twice");
                continue;
            }
            if (hasMetadata)
                throw _file.Fault($"has {MetadataName} twice");
            hasMetadata = true;
            ReadMetadata(ref reader);
        }
        reader.Read();  // nothing but spaces may follow: anything else is a JsonException
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        ReadStart(ref reader, JsonTokenType.StartObject, MetadataName);
        while (ReadName(ref reader) is { } key)
        {
            ReadStart(ref reader, JsonTokenType.String, $"{MetadataName} entry {WeightFileException.Quote(key)}");
            if (!_metadata.TryAdd(key, reader.GetString()!))
                throw _file.Fault($"has the {MetadataName} entry {WeightFileException.Quote(key)} twice");
        }
    }

    private Entry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        string quoted = WeightFileException.Quote(name);
        ReadStart(ref reader, JsonTokenType.StartObject, $"tensor {quoted}");
        DType? dtype = null;
        long[]? shape = null, offsets = null;
        while (ReadName(ref reader) is { } field)
        {
            if (field == "dtype" && dtype is null)
                dtype = ReadType(ref reader, quoted);
            else if (field == "shape" && shape is null)
                shape = ReadNumbers(ref reader, quoted, field);
            else if (field == "data_offsets" && offsets is null)
                offsets = ReadNumbers(ref reader, quoted, field);
            else
                throw _file.Fault($"gives tensor {quoted} a field {WeightFileException.Quote(field)} that is unknown " +
                                  "or was given before");
        }
        if (dtype is null || shape is null || offsets is not [var start, var end])
            throw _file.Fault($"lacks the dtype, the shape or the two data_offsets of tensor {quoted}");
        if (TensorLayout.Bytes(dtype.Value, shape) is not { } bytes || start > end || end - start != bytes)
            throw _file.Fault($"gives tensor {quoted} the bytes [{start}, {end}), which {dtype} elements of shape " +
                              $"[{string.Join(", ", shape)}] do not fill");
        return new Entry(dtype.Value, shape, start, end);
    }

    private DType ReadType(ref Utf8JsonReader reader, string quotedName)
    {
        ReadStart(ref reader, JsonTokenType.String, $"the dtype of tensor {quotedName}");
        string word = reader.GetString()!;
        return Types.TryGetValue(word, out var dtype) ? dtype
            : throw _file.Fault($"gives tensor {quotedName} the dtype {WeightFileException.Quote(word)}; " +
                                $"readable are {string.Join(", ", Types.Keys)}");
    }

    private long[] ReadNumbers(ref Utf8JsonReader reader, string quotedName, string field)
    {
        ReadStart(ref reader, JsonTokenType.StartArray, $"the {field} of tensor {quotedName}");
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
                throw _file.Fault($"has something other than a whole number in the {field} of tensor {quotedName}");
            if (numbers.Count == MostDimensions)
                throw _file.Fault($"gives tensor {quotedName} more than {MostDimensions} dimensions");
            numbers.Add(number);
        }
        return [.. numbers];
    }

    private void CheckLayout(long dataBytes)
    {
        long reached = 0;
        foreach (var (name, entry) in _entries.OrderBy(e => e.Value.Start).ThenBy(e => e.Value.End))
        {
            if (entry.Start != reached)
                throw _file.Fault($"starts tensor {WeightFileException.Quote(name)} at byte {entry.Start} of the " +
                                  $"data, but the one before it ends at {reached}: tensors must neither overlap nor " +
                                  "leave holes");
            reached = entry.End;
        }
        if (reached != dataBytes)
            throw _file.Fault($"has {dataBytes} bytes of data where its header speaks of {reached}; it was cut short " +
                              "or damaged");
    }

    private void ReadStart(ref Utf8JsonReader reader, JsonTokenType expected, string what)
    {
        if (!reader.Read() || reader.TokenType != expected)
            throw _file.Fault($"has a header in which {what} is not the JSON {Word(expected)} that it should be");
    }

    /// <summary>The next property's name; null at the end of the object.</summary>
    private static string? ReadName(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;

    private static string Word(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "object",
        JsonTokenType.StartArray => "array",
        _ => "string",
    };
}

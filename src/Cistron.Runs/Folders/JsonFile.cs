using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cistron.Runs.Folders;

/// <summary>The JSON files of a run folder, such as <c>result.json</c>: snake_case names, indented.</summary>
public static class JsonFile
{
    // Far above any result, far below what would exhaust the memory.
    private const long MaximumBytes = 64 << 20;

    /// <summary>
    /// How records become JSON: snake_case names for properties and enums, and null for NaN and the infinities, which JSON
    /// does not have; null reads back as NaN.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        // The default also escapes what only matters inside HTML, and these are files that people read.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
            new FiniteNumberConverter(),
        },
    };

    /// <summary>Writes a value, as <see cref="AtomicFile"/> does.</summary>
    public static void Write<T>(string path, T value) => AtomicFile.Write(path, stream =>
    {
        JsonSerializer.Serialize(stream, value, Options);
        stream.WriteByte((byte)'\n');
    });

    /// <summary>Reads a value that <see cref="Write"/> wrote; properties that <typeparamref name="T"/> lacks are ignored.</summary>
    /// <exception cref="RunFolderException">The file is missing, too large, or not such a value.</exception>
    public static T Read<T>(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.Length > MaximumBytes)
                throw new RunFolderException($"{path} is larger than {MaximumBytes >> 20} MiB, which no result is");
            return JsonSerializer.Deserialize<T>(stream, Options)
                ?? throw new RunFolderException($"{path} holds nothing but null");
        }
        catch (JsonException e)
        {
            throw new RunFolderException($"{path}:{e.LineNumber + 1}: expected {typeof(T).Name} as JSON; at {e.Path}", e);
        }
        catch (IOException e)
        {
            throw new RunFolderException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private sealed class FiniteNumberConverter : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}

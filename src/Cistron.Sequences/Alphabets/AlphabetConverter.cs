using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cistron.Sequences.Alphabets;

/// <summary>An alphabet in JSON: its name.</summary>
internal sealed class AlphabetConverter : JsonConverter<Alphabet>
{
    /// <inheritdoc/>
    public override Alphabet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Alphabet.Named(reader.GetString() ?? "");
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            throw new JsonException("This is no name of an alphabet.", fault);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Alphabet value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name);
}

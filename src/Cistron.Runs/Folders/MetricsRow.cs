using System.Text.Json;

namespace Cistron.Runs.Folders;

/// <summary>One line of <c>metrics.jsonl</c>.</summary>
/// <param name="Step">Optimizer updates so far.</param>
/// <param name="Epoch">Passes over the training data so far, with the part of the current one.</param>
/// <param name="Tokens">Tokens seen so far.</param>
/// <param name="WallSeconds">Seconds spent in training steps so far, those before a resume included.</param>
/// <param name="Values">The measured values by name, in the order in which they were written; NaN for a number that was
/// not finite.</param>
public sealed record MetricsRow(
    long Step, double Epoch, long Tokens, double WallSeconds, IReadOnlyDictionary<string, double> Values)
{
    private static readonly string[] ProgressNames = ["step", "epoch", "tokens", "wall_seconds"];

    /// <summary>Writes the row as one JSON object.</summary>
    /// <exception cref="ArgumentException">A value has the name of a progress number.</exception>
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("step", Step);
        WriteNumber(json, "epoch", Epoch);
        json.WriteNumber("tokens", Tokens);
        WriteNumber(json, "wall_seconds", WallSeconds);
        foreach ((string name, double value) in Values)
        {
            if (ProgressNames.Contains(name))
                throw new ArgumentException($"A metric cannot be called '{name}': every line has a number of that name.");
            WriteNumber(json, name, value);
        }
        json.WriteEndObject();
    }

    /// <summary>The row in a line, or null when the line is not one.</summary>
    internal static MetricsRow? Parse(ReadOnlyMemory<byte> line)
    {
        var numbers = new OrderedDictionary<string, double>();
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
                numbers[property.Name] = property.Value.ValueKind == JsonValueKind.Null ? double.NaN : property.Value.GetDouble();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
        bool isRow = numbers.Remove("step", out double step) & numbers.Remove("epoch", out double epoch)
            & numbers.Remove("tokens", out double tokens) & numbers.Remove("wall_seconds", out double wallSeconds);
        return isRow && double.IsInteger(step) && double.IsInteger(tokens)
            ? new MetricsRow((long)step, epoch, (long)tokens, wallSeconds, numbers)
            : null;
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}

using System.Text.Json;

namespace Cistron.Bench;

/// <summary>What a process says of its work in its last line: <c>{"seconds": 1.25, "answers": [4.1, 3.9]}</c>.</summary>
/// <param name="Seconds">Seconds that the work took.</param>
/// <param name="Answers">Numbers that all contestants must come to; none where each answers for itself.</param>
internal sealed record Outcome(double Seconds, IReadOnlyList<double> Answers)
{
    /// <summary>
    /// Floating-point operations that the work needs, or bytes that it must read and write, whoever does it; null where they are
    /// not counted.
    /// </summary>
    public double? Operations { get; init; }

    /// <summary>As a line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>The outcome in a process's output; null when its last line is none.</summary>
    public static Outcome? In(string output)
    {
        string last = output.TrimEnd().Split('\n')[^1];
        if (!last.StartsWith('{'))
            return null;
        var told = JsonSerializer.Deserialize<Outcome>(last, JsonSerializerOptions.Web)!;
        return told.Answers is null ? told with { Answers = [] } : told;
    }
}

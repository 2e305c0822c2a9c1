using System.Text.Json;

namespace Cistron.Evaluation.Tests.Fixtures;

/// <summary>What scikit-learn says on small made-up data; metrics.py beside this file wrote it.</summary>
internal static class Fixture
{
    public static JsonElement Metrics { get; } = Read("metrics.json");

    public static JsonElement Linear { get; } = Read("linear.json");

    /// <summary>The names of the cases of one kind, as rows of a theory.</summary>
    public static TheoryData<string> Names(string kind) =>
        [.. Metrics.GetProperty(kind).EnumerateArray().Select(each => each.GetProperty("name").GetString()!)];

    public static JsonElement Case(string kind, string name) =>
        Metrics.GetProperty(kind).EnumerateArray().Single(each => each.GetProperty("name").GetString() == name);

    /// <summary>A number of a case; null stands for NaN.</summary>
    public static double Number(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Null ? double.NaN : element.GetDouble();

    public static T As<T>(this JsonElement element, string property) =>
        element.GetProperty(property).Deserialize<T>()!;

    private static JsonElement Read(string name)
    {
        using Stream stream = typeof(Fixture).Assembly.GetManifestResourceStream(name)!;
        return JsonDocument.Parse(stream).RootElement;
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Cistron.Models.Heads;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;

namespace Cistron.Models.Folders;

/// <summary>
/// <see cref="ModelDescription"/> as a file. Model folders come from anywhere, so reading is strict: an unknown or repeated
/// field, a null or a number out of range is refused before anything is built from it.
/// </summary>
internal static class ModelDescriptionFile
{
    /// <summary>How the folder's own JSON files look.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        WriteIndented = true,
        MaxDepth = 32,
    };

    /// <summary>Far more than the names of any task's labels take.</summary>
    private const long LongestFile = 1 << 24;

    /// <summary>Writes a description.</summary>
    public static void Write(string file, ModelDescription description) =>
        File.WriteAllText(file, JsonSerializer.Serialize(description, Json) + "\n");

    /// <summary>Reads a description and checks all that can be checked without the other files of the folder.</summary>
    /// <exception cref="ModelFolderException">The file is damaged, of another format, or describes no model.</exception>
    public static ModelDescription Read(string file)
    {
        using var stream = File.OpenRead(file);
        if (stream.Length > LongestFile)
            throw Fault(file, $"has {stream.Length} bytes where {LongestFile} are the most that a description has");
        // The format comes first: in another one the rest may look different.
        int format = Parse<AnyFormat>(stream, file).Format;
        if (format != ModelDescription.CurrentFormat)
            throw new ModelFolderException($"{file} has format {format}, and this Cistron reads format " +
                                           $"{ModelDescription.CurrentFormat}; use the Cistron that wrote it, or a newer one");
        stream.Position = 0;
        var description = Parse<ModelDescription>(stream, file);
        if (description.Backbone.Fault() is { } fault)
            throw Fault(file, $"describes no model: {fault}");
        if (description.Task?.Outputs.Count is int outputs and (< 1 or > ModelDescription.MostOutputs))
            throw Fault(file, $"describes no task: it has {outputs} outputs where 1 to {ModelDescription.MostOutputs} can be");
        if (description.Task is { } task && task.Kind.IsPerBase() != (task.Pooling is null))
            throw Fault(file, "describes no task: " + (task.Pooling is null ? "nothing pools the states of a sequence"
                : "the states of single bases are not pooled"));
        if (description.Task?.HiddenLayers is { } layers && (layers.Count > SequenceHead.MostHiddenLayers
            || layers.Any(size => size is < 1 or > SequenceHead.LargestHiddenLayer)))
            throw Fault(file, $"describes no task: hidden layers are {layers.Count} where at most {SequenceHead.MostHiddenLayers} can be, or one " +
                              $"of them is not of 1 to {SequenceHead.LargestHiddenLayer} numbers");
        if (description.Task is { HiddenLayers.Count: > 0, Pooling: null or Pooling.Concat })
            throw Fault(file, "describes no task: there are hidden layers beside a head that has none");
        if (description.Task is { Strands: not StrandSampling.Forward } stranded && stranded.Kind.IsPerBase())
            throw Fault(file, "describes no task: bases are on one strand");
        return description;
    }

    private static T Parse<T>(Stream stream, string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(stream, Json) ?? throw Fault(file, "holds nothing");
        }
        // The reader reports an architecture without its name by the latter exception.
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw Fault(file, e is JsonException { Path: ['$', '.', .. var field] } json
                ? $"has something missing, damaged or unknown at {InputException.Quote(field)} in line {json.LineNumber + 1}"
                : "is no description of a model");
        }
    }

    private static ModelFolderException Fault(string file, string sentence) =>
        new($"{file} {sentence}; restore the folder as it was saved");

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    private sealed record AnyFormat
    {
        public required int Format { get; init; }
    }
}

using System.Globalization;
using System.Text.Json;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Training.Interpretation.Attention;

namespace Cistron.Training.Reports;

/// <summary>The tables of <c>interpret attention</c>. A head is its number from 1, or <c>mean</c> for that over a layer.</summary>
internal static class AttentionTables
{
    /// <summary>A row for each model, layer, head and statistic.</summary>
    public const string StatisticsFile = "attention.tsv";

    /// <summary>A row for each model, layer, head and relative distance.</summary>
    public const string ProfileFile = "profile.tsv";

    /// <summary>A row for each cell of each map, when sequences are mapped.</summary>
    public const string MapsFile = "maps.tsv";

    /// <summary>A row for each base of each mapped sequence, model, layer and head.</summary>
    public const string ReceivedFile = "received.tsv";

    private const string MeanOfHeads = "mean";

    /// <summary>Writes them all.</summary>
    public static void Write(string folder, IReadOnlyList<ModelAttention> models, IReadOnlyList<MappedSequence> mapped)
    {
        TextTarget.Write(Path.Combine(folder, StatisticsFile), text => WriteStatistics(text, models));
        TextTarget.Write(Path.Combine(folder, ProfileFile), text => WriteProfiles(text, models));
        if (mapped.Count == 0)
            return;
        TextTarget.Write(Path.Combine(folder, MapsFile), text => WriteMaps(text, mapped));
        TextTarget.Write(Path.Combine(folder, ReceivedFile), text => WriteReceived(text, mapped));
    }

    /// <summary>The layers and heads of a model in the order of tables, each layer's mean before its heads.</summary>
    public static IEnumerable<(int Layer, int? Head, HeadEstimates Estimates)> HeadsOf(ModelAttention model)
    {
        foreach (var (i, layer) in model.Layers.Index())
        {
            yield return (i + 1, null, layer.Mean);
            foreach (var (head, estimates) in layer.Heads.Index())
                yield return (i + 1, head + 1, estimates);
        }
    }

    private static void WriteStatistics(Stream text, IReadOnlyList<ModelAttention> models)
    {
        var table = new TableWriter(text, '\t', "model", "layer", "head", "statistic", "value", "lower", "upper", "even");
        foreach (var model in models)
            foreach (var (layer, head, estimates) in HeadsOf(model))
                foreach (var (statistic, estimate) in estimates.Statistics)
                    table.Write(model.Name, Text(layer), Head(head), JsonNamingPolicy.SnakeCaseLower.ConvertName($"{statistic}"),
                        Text(estimate.Value), Text(estimate.Lower), Text(estimate.Upper), Text(model.Even[statistic]));
    }

    private static void WriteProfiles(Stream text, IReadOnlyList<ModelAttention> models)
    {
        var table = new TableWriter(text, '\t', "model", "layer", "head", "distance", "times_even", "lower", "upper");
        foreach (var model in models)
            foreach (var (layer, head, estimates) in HeadsOf(model))
                foreach (var (distance, estimate) in estimates.Distances)
                    table.Write(model.Name, Text(layer), Head(head), Text(distance), Text(estimate.Value), Text(estimate.Lower), Text(estimate.Upper));
    }

    private static void WriteMaps(Stream text, IReadOnlyList<MappedSequence> mapped)
    {
        var table = new TableWriter(text, '\t',
            "model", "sequence", "layer", "head", "query_start", "query_end", "key_start", "key_end", "times_even");
        foreach (var (sequence, map) in mapped.SelectMany(sequence => sequence.Maps.Select(map => (sequence, map))))
        {
            for (int query = 0; query < map.Cells.GetLength(0); query++)
                for (int key = 0; key < map.Cells.GetLength(1); key++)
                    table.Write(sequence.Model, sequence.Sequence.Id, Text(map.Layer), Head(map.Head),
                        Start(query), Start(query + 1), Start(key), Start(key + 1), Text(map.Cells[query, key]));

            string Start(int cell) => Text(sequence.Window.Start + Math.Min(cell * map.CellBases, sequence.Window.Length));
        }
    }

    private static void WriteReceived(Stream text, IReadOnlyList<MappedSequence> mapped)
    {
        var table = new TableWriter(text, '\t', "model", "sequence", "layer", "head", "base", "letter", "times_even");
        foreach (var (sequence, map) in mapped.SelectMany(sequence => sequence.Maps.Select(map => (sequence, map))))
            foreach (var (i, received) in map.Received.Index())
                table.Write(sequence.Model, sequence.Sequence.Id, Text(map.Layer), Head(map.Head), Text(sequence.Window.Start + i),
                    ((char)sequence.Sequence.Bases[sequence.Window.Start + i]).ToString(), Text(received));
    }

    private static string Head(int? head) => head is { } number ? Text(number) : MeanOfHeads;

    private static string Text(double number) => double.IsFinite(number) ? number.ToString("G6", CultureInfo.InvariantCulture) : "";
}

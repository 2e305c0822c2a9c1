using Cistron.Data.Reports;
using Cistron.Models.Attention;
using Cistron.Runs.Plots;
using Cistron.Training.Interpretation.Attention;

namespace Cistron.Training.Reports;

/// <summary>The pictures of <c>interpret attention</c>.</summary>
/// <param name="models">One line each.</param>
/// <param name="nearTokens">How far a token is nearby.</param>
/// <param name="withHeads">Whether single heads are drawn too.</param>
internal sealed class AttentionCharts(IReadOnlyList<ModelAttention> models, int nearTokens, bool withHeads)
{
    /// <summary>What the page draws over layers.</summary>
    public static IReadOnlyList<AttentionStatistic> Drawn { get; } =
    [
        AttentionStatistic.ClsMass, AttentionStatistic.SepMass, AttentionStatistic.Entropy, AttentionStatistic.DistanceBases,
        AttentionStatistic.NearbyMass,
    ];

    /// <summary>The title of a statistic.</summary>
    public string TitleOf(AttentionStatistic statistic) => statistic switch
    {
        AttentionStatistic.ClsMass => "Weight on [CLS]",
        AttentionStatistic.SepMass => "Weight on [SEP]",
        AttentionStatistic.Entropy => "Entropy of the weights",
        AttentionStatistic.Distance => "Mean distance in tokens",
        AttentionStatistic.DistanceBases => "Mean distance in bases",
        _ => $"Weight within {ReportText.Count(nearTokens)} tokens",
    };

    /// <summary>A statistic over the layers, a line for each model, with what even attention would give.</summary>
    public LineChart ByLayer(AttentionStatistic statistic)
    {
        Axis value = statistic switch
        {
            AttentionStatistic.Entropy => new Axis("entropy", "of ln L") { Minimum = 0, Maximum = 1 },
            AttentionStatistic.Distance => new Axis("distance", "tokens") { Minimum = 0 },
            AttentionStatistic.DistanceBases => new Axis("distance", "bases") { Minimum = 0 },
            _ => new Axis("share") { Minimum = 0 },
        };
        return new LineChart(TitleOf(statistic), Layer, value, [.. models.Select(model => new Line(model.Name,
            [.. model.Layers.Select((layer, i) => layer.Mean[statistic] is var mean ? new Point(i + 1, mean.Value, mean.Lower, mean.Upper) : default)]))])
        {
            References = References(model => model.Even[statistic]),
        };
    }

    /// <summary>How many layers the deepest model has.</summary>
    public int Layers => models.Max(model => model.Layers.Count);

    /// <summary>The profile of a layer by relative distance, a line for each model; single heads lie faintly behind.</summary>
    public LineChart Profile(int layer)
    {
        ModelAttention[] deep = [.. models.Where(model => model.Layers.Count > layer)];
        return new LineChart($"Layer {layer + 1} by distance", new Axis("distance", "tokens; negative: before it"), new Axis("weight", "times even") { Minimum = 0 },
            [.. deep.Select(model => ProfileLine(model.Name, model.Layers[layer].Mean))])
        {
            References = [new Reference(1, "even")],
            Traces = withHeads ? [.. deep.SelectMany(model => model.Layers[layer].Heads.Select(head => ProfileLine(model.Name, head)))] : [],
        };
    }

    /// <summary>The map of a layer or a head.</summary>
    public static PairMap Map(MappedSequence mapped, AttentionMap map, bool namesModel) => new(
        $"{(namesModel ? $"{mapped.Model}, " : "")}{mapped.Sequence.Id}: layer {map.Layer}{(map.Head is { } head ? $", head {head}" : "")}",
        Bases("base that looks (query)"), Bases("base that is looked at (key)"), new Axis("weight", "times even"), map.Cells)
    {
        FirstPlace = mapped.Window.Start,
        CellSize = map.CellBases,
        Mark = new Reference(1, "even"),
    };

    /// <summary>What each base of a mapped sequence gets in each layer.</summary>
    public static LineChart Received(MappedSequence mapped, bool namesModel) => new(
        $"{(namesModel ? $"{mapped.Model}, " : "")}{mapped.Sequence.Id}: what each base gets", Bases("base"), new Axis("weight", "times even") { Minimum = 0 },
        [.. mapped.Maps.Where(map => map.Head is null).Select(map =>
            new Line($"layer {map.Layer}", [.. map.Received.Select((value, i) => new Point(mapped.Window.Start + i, value))]))])
    {
        References = [new Reference(1, "even")],
        Width = 960,
    };

    private static Axis Bases(string name) => new(name) { SmallestStep = 1 };

    private static Axis Layer => new("layer") { SmallestStep = 1 };

    private static Line ProfileLine(string name, HeadEstimates head) => new(name,
        [.. head.Distances.Select(one => new Point(one.Distance, one.TimesEven.Value, one.TimesEven.Lower, one.TimesEven.Upper))]);

    // Rows of as many tokens give the same, and one line says it for several models.
    private Reference[] References(Func<ModelAttention, double> even)
    {
        IGrouping<double, ModelAttention>[] alike = [.. models.GroupBy(even)];
        return alike.Length == 1
            ? [new Reference(alike[0].Key, "even")]
            : [.. alike.Select(same => new Reference(same.Key, $"even: {string.Join(", ", same.Select(model => model.Name))}"))];
    }
}

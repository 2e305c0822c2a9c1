using Cistron.Data.Reports;
using Cistron.Models.Attention;
using Cistron.Runs.Reports;
using Cistron.Training.Interpretation.Attention;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>The page of where heads look.</summary>
internal sealed class AttentionReport
{
    private readonly AttentionRecipe _recipe;
    private readonly AttentionResult _result;
    private readonly IReadOnlyList<MappedSequence> _mapped;
    private readonly AttentionCharts _charts;

    public AttentionReport(AttentionRecipe recipe, AttentionResult result, IReadOnlyList<MappedSequence> mapped)
    {
        (_recipe, _result, _mapped) = (recipe, result, mapped);
        _charts = new AttentionCharts(result.Models, recipe.NearTokens, recipe.Heads);
    }

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Where the heads look: {RunFacts.NameOf(_recipe.Output)}",
    [
        new ReportSection("By layer",
            new Figures([.. AttentionCharts.Drawn.Select(statistic => new Figure(_charts.ByLayer(statistic).Draw(), Caption(statistic)))]), Statistics()),
        new ReportSection("By relative distance", new Figures([.. Enumerable.Range(0, _charts.Layers).Select(layer =>
            new Figure(_charts.Profile(layer).Draw(), Caption(layer)))])),
        .. _mapped.Count == 0 ? Array.Empty<ReportSection>() :
            [new ReportSection("Base by base", [new Paragraph(MapsInWords), .. _mapped.GroupBy(mapped => mapped.Sequence.Line).SelectMany(alike => alike.Select(Maps))])],
        new ReportSection("What was done", Facts()),
        new ReportSection("What attention does and does not show", [.. Limits().Select(text => new Paragraph(text))]),
    ])
    {
        Lead = $"Where the attention heads of {Names} look in {ReportText.Count(_result.Models[0].Sequences)} sequences, beside what attention "
            + "would give that is the same for all tokens.",
        Summary = IsComparison ? [] :
            [new KeyNumbers(Highest(AttentionStatistic.ClsMass, "highest weight on [CLS]"), Highest(AttentionStatistic.NearbyMass, $"highest {Nearby}"))],
        Footer = $"Cistron {_result.Cistron}. The numbers of every head are in `{AttentionTables.StatisticsFile}`, with everything else in "
            + $"`{AttentionReading.ManifestFile}`.",
    };

    private bool IsComparison => _result.Models.Count > 1;

    private string Names => _result.Models.Count > 2 ? $"{ReportText.Count(_result.Models.Count)} models"
        : string.Join(" and ", _result.Models.Select(model => $"`{model.Name}`"));

    private string Nearby => $"weight within {ReportText.Count(_recipe.NearTokens)} tokens";

    private KeyNumber Highest(AttentionStatistic statistic, string name)
    {
        var model = _result.Models[0];
        int layer = Enumerable.Range(0, model.Layers.Count).MaxBy(i => model.Layers[i].Mean[statistic].Value);
        return new KeyNumber(ReportText.Number(model.Layers[layer].Mean[statistic].Value), name,
            $"layer {layer + 1} of {model.Layers.Count}; even attention {ReportText.Number(model.Even[statistic])}");
    }

    private string Caption(AttentionStatistic statistic) => statistic switch
    {
        AttentionStatistic.ClsMass => "The share of its weight that a token gives to [CLS], mean over tokens, heads and sequences, with the 95 % interval "
            + "over sequences.",
        AttentionStatistic.SepMass => "The share that goes to [SEP].",
        AttentionStatistic.Entropy => "The entropy of a token's weights, as a share of ln L for L tokens: 1 is even attention, 0 is all on one token.",
        AttentionStatistic.NearbyMass => $"Of the weight that tokens of bases give to each other, the share that stays within "
            + $"{ReportText.Count(_recipe.NearTokens)} tokens, the token itself included.",
        _ => "Of the weight that tokens of bases give to each other, without [CLS] and [SEP], the mean distance from first base to first base.",
    };

    private string Caption(int layer) => "The mean weight that a token gives to the one so far behind it, as a multiple of even attention"
        + (_recipe.Heads ? ". Faint lines are single heads." : layer == 0 ? ". At 0 it looks at itself." : ".");

    private Table Statistics()
    {
        AttentionStatistic[] all = Enum.GetValues<AttentionStatistic>();
        List<string[]> rows = [];
        foreach (var model in _result.Models)
        {
            foreach (var (layer, head, estimates) in AttentionTables.HeadsOf(model).Where(row => row.Head is null || _recipe.Heads))
                rows.Add([.. Of(model), head is null ? $"layer {layer}" : $"layer {layer}, head {head}",
                    .. all.Select(statistic => ReportText.Number(estimates[statistic].Value))]);
            rows.Add([.. Of(model), "even attention", .. all.Select(statistic => ReportText.Number(model.Even[statistic]))]);
        }
        return new Table("Means over sequences; a layer is the mean over its heads",
            [.. IsComparison ? [Column.Words("model")] : Array.Empty<Column>(), Column.Words("where"),
                .. all.Select(statistic => Column.Numbers(ColumnOf(statistic)))], [.. rows]);

        string[] Of(ModelAttention model) => IsComparison ? [model.Name] : [];
    }

    private string ColumnOf(AttentionStatistic statistic) => statistic switch
    {
        AttentionStatistic.ClsMass => "on [CLS]",
        AttentionStatistic.SepMass => "on [SEP]",
        AttentionStatistic.Entropy => "entropy",
        AttentionStatistic.Distance => "tokens away",
        AttentionStatistic.DistanceBases => "bases away",
        _ => $"within {ReportText.Count(_recipe.NearTokens)}",
    };

    private static string MapsInWords => "Each row of a map is a base that looks, each column a base that is looked at. A pair has the mean weight over the "
        + "tokens that cover the two, as a multiple of even attention; [CLS] and [SEP] cover no base and are not on it. Each map has its own scale. "
        + $"All its numbers are in `{AttentionTables.MapsFile}` and `{AttentionTables.ReceivedFile}`.";

    private Figures Maps(MappedSequence mapped) => new(
    [
        .. mapped.Maps.Select(map => new Figure(AttentionCharts.Map(mapped, map, IsComparison).Draw(), MapInWords(mapped, map))),
        new Figure(AttentionCharts.Received(mapped, IsComparison).Draw(), "What a base gets on average from all tokens, [CLS] and [SEP] included."),
    ]);

    private static string MapInWords(MappedSequence mapped, AttentionMap map) => (map.Head is null ? "Mean over the heads of the layer." : "One head.")
        + (mapped.IsWhole ? "" : $" Bases {ReportText.Count(mapped.Window.Start)} to {ReportText.Count(mapped.Window.End)} of "
            + $"{ReportText.Count(mapped.Sequence.Bases.Length)}: what the model takes in at once.")
        + (map.CellBases == 1 ? "" : $" A cell is the mean over {ReportText.Count(map.CellBases)} bases to each side.");

    private DefinitionList Facts() => new(
    [
        .. _result.Models.Select(model => (IsComparison ? model.Name : "model",
            $"`{model.Folder}`, {ReportText.Count(model.Layers.Count)} layers of {ReportText.Count(model.Layers[0].Heads.Count)} heads, {model.Tokenizer}; "
            + $"{ReportText.Count(model.Tokens)} tokens to a row on average, [CLS] and [SEP] included")),
        ("sequences", $"{ReportText.Count(_result.Models[0].Sequences)} from `{_recipe.Input}`, as they stand there{Long()}"),
        ("statistics", "means over tokens as queries, windows and heads, then over sequences; padding is neither query nor key"),
        ("distances", "between tokens of bases alone, counted in tokens, and in bases from the first base of one to the first base of the other; "
            + "for k-mers that is tokens times stride"),
        ("time", ReportText.Duration(_result.Seconds)),
    ]);

    private string Long() => _recipe.Long is not { } rule || _result.Models.All(model => model.LongSequences == 0) ? ""
        : $"; {string.Join(", ", _result.Models.Select(model => ReportText.Count(model.LongSequences)).Distinct())} beyond the context, "
            + $"read by the rule `{RunFacts.Word(rule)}`";

    private static IEnumerable<string> Limits() =>
    [
        "Even attention is the line to hold everything against: where a model stays on it, its heads do not tell tokens apart, and small models "
            + "often do not. What lies off it shows where a head looks, not what it does with what it sees there.",
        "A weight is no importance. A head can look at [CLS] or [SEP] because it has nothing to add, and above the first layer a token holds what it "
            + "has gathered from others. `interpret bases` and `interpret perturbation` ask what an answer rests on.",
        "Tokens that share bases are alike, so that overlapping tokens look at their neighbours for a reason that has nothing to do with biology.",
    ];
}

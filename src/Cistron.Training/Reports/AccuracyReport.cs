using Cistron.Data.Reports;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>The page of accuracies on masked tokens.</summary>
/// <param name="recipe">What was asked for.</param>
/// <param name="result">What came out.</param>
/// <param name="all">All sequences.</param>
/// <param name="labels">Those with each label.</param>
internal sealed class AccuracyReport(AccuracyRecipe recipe, AccuracyResult result, AccuracyGroup all, IReadOnlyList<AccuracyGroup> labels)
{
    private const int MostBins = 40;

    // As many as have a colour of their own.
    private const int MostDrawn = 5;

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Masked accuracy: {RunFacts.NameOf(recipe.Output)}",
        new ReportSection("How sequences are spread", Spread()),
        new ReportSection(labels.Count > 0 ? "By label" : "In numbers", Numbers()),
        new ReportSection("What was done", Facts()),
        new ReportSection("What the numbers do and do not show", [.. Limits().Select(text => new Paragraph(text))]))
    {
        Lead = $"How well the model in `{recipe.Model}` predicts the masked tokens of each of {ReportText.Count(result.All.Sequences)} sequences. On "
            + $"average {ReportText.Value(result.All.Accuracy)} of a sequence's masked tokens are right.",
        Summary =
        [
            new KeyNumbers(
                new KeyNumber(ReportText.Number(result.All.Accuracy.Value), "mean accuracy", $"the commonest token: {ReportText.Number(result.CommonestShare)}"),
                new KeyNumber(ReportText.Number(result.All.BitsPerBase.Value), "mean bits per base", "uniform bases: 2")),
        ],
        Footer = $"Cistron {result.Cistron}. Each sequence has a row in `{AccuracyScoring.TableFile}`; the numbers are in `{AccuracyScoring.ManifestFile}`.",
    };

    private IReadOnlyList<AccuracyGroup> Drawn => labels.Count == 0 ? [all]
        : [.. labels.Where(group => group.Sequences > 0).OrderByDescending(group => group.Sequences).Take(MostDrawn)];

    private Figures Spread()
    {
        var mean = new ComparisonChart("Mean accuracy of a sequence", new Axis("share of masked tokens predicted right"), Means(group => group.Accuracy))
        {
            References = [new Reference(result.CommonestShare, "the commonest token")],
        };
        var bits = new ComparisonChart("Mean bits per base of a sequence", new Axis("bits per masked base"), Means(group => group.BitsPerBase))
        {
            References = [new Reference(2, "uniform bases")],
        };
        return new Figures(
            new Figure(Spread("Accuracy of sequences", new Axis("share of masked tokens predicted right"), group => group.Accuracies).Draw(),
                "The share of sequences by the accuracy on their masked tokens" + Apart),
            new Figure(Spread("Bits per base of sequences", new Axis("bits per masked base"), group => group.Bits).Draw(),
                "The same by cross-entropy, which also says how sure the model was. Fewer bits are better."),
            new Figure(mean.Draw(), "The mean over sequences, each counted once, with its 95 % interval over them."),
            new Figure(bits.Draw(), "The mean over sequences of the bits per masked base, in the same way."));
    }

    private string Apart => labels.Count > MostDrawn ? $", for the {MostDrawn} most frequent labels." : ".";

    private ComparisonGroup Means(Func<AccuracyGroup, Evaluation.Metrics.Estimate> value) => new("", [.. Drawn.Select(group =>
        new Estimate(group.Label, value(group).Value, value(group).Lower, value(group).Upper))]);

    private Histogram Spread(string title, Axis axis, Func<AccuracyGroup, BinCounts> counts)
    {
        var (edges, shares) = BinCounts.Shown([.. Drawn.Select(counts)], MostBins);
        return new Histogram(title, axis, edges, [.. Drawn.Zip(shares, (group, share) => new HistogramSeries(group.Label, share))])
        {
            Counts = new Axis("share of the sequences", "%"),
        };
    }

    private Table Numbers() => new("Accuracy and bits per base",
        [
            Column.Words("label"), Column.Numbers("sequences"), Column.Numbers("masked tokens"), Column.Numbers("accuracy"), Column.Numbers("95 % interval"),
            Column.Numbers("bits per base"), Column.Numbers("95 % interval"),
        ],
        [.. result.Labels.Append(result.All).Select(row => (string[])[row.Label, ReportText.Count(row.Sequences), ReportText.Count(row.MaskedTokens),
            ReportText.Number(row.Accuracy.Value), ReportText.Interval(row.Accuracy), ReportText.Number(row.BitsPerBase.Value),
            ReportText.Interval(row.BitsPerBase)])]);

    private DefinitionList Facts() => new(
        ("model", $"`{recipe.Model}`"),
        ("tokenizer", result.Tokenizer),
        ("sequences", $"{ReportText.Count(result.Sequences)} of {string.Join(", ", recipe.Files.Select(file => $"`{file}`"))}"
            + (result.Unscored > 0 ? $"; {ReportText.Count(result.Unscored)} have no token without ambiguous letters, and no score" : "")),
        ("long", result.LongSequences == 0 ? "none beyond the context"
            : $"{ReportText.Count(result.LongSequences)} beyond the context, {RunFacts.Word(recipe.Long!.Value)}; {ReportText.Count(result.DroppedBases)} bases left out"),
        ("masks", $"{ReportText.Count(recipe.Draws)} draws for each, "
            + (recipe.Masking?.Spans is null ? $"{ReportText.Percent((recipe.Masking ?? new MaskingRecipe()).Probability)} of the tokens, one by one" : "in spans")
            + "; every chosen token is hidden"),
        ("predictions", $"{ReportText.Count(result.All.MaskedTokens)} tokens in {ReportText.Duration(result.Seconds)}"),
        ("seed", $"{recipe.Seed}"));

    private static IEnumerable<string> Limits() =>
    [
        "Accuracy compares models with the same tokens only: a model of single bases has four answers to choose from, one of 6-mers thousands. Bits per "
            + "base compare all of them.",
        "A short sequence has few masked tokens, and its accuracy scatters more for that alone; `accuracy.json` also has the accuracy over all tokens, where long sequences count for more. Sequences that the "
            + "model was trained on are predicted better than others. Repeats and low complexity are easy for every model.",
    ];
}

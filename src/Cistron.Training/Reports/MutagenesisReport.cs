using Cistron.Data.Reports;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Training.Interpretation.Mutagenesis;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>The page of the scores of variants.</summary>
public sealed class MutagenesisReport
{
    private const int MostPlaces = 120;

    private readonly MutagenesisRecipe _recipe;
    private readonly MutagenesisResult _result;
    private readonly EffectSummary _summary;

    internal MutagenesisReport(MutagenesisRecipe recipe, MutagenesisResult result, EffectSummary summary) =>
        (_recipe, _result, _summary) = (recipe, result, summary);

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Mutagenesis: {RunFacts.NameOf(_recipe.Output)}",
    [
        .. _summary.Sequences.Count == 0 ? Array.Empty<ReportSection>()
            : [new ReportSection("Every substitution", new Figures([.. _summary.Sequences.Select(sequence => Map(sequence.Sequence, sequence.Effects))]))],
        new ReportSection("All changes", Distribution()),
        new ReportSection("The strongest changes", Strongest()),
        new ReportSection("What was done", Facts()),
        new ReportSection("What the scores do and do not show", [.. Limits().Select(text => new Paragraph(text))]),
    ])
    {
        Lead = $"What {ReportText.Count(_result.Changes)} changes of bases do to the probability of `{_result.Class}`, with the model in "
            + $"`{_recipe.Model}`. The log2 odds ratio is positive where a change makes the class likelier.",
        Summary = [new KeyNumbers([.. _result.Strongest.Take(3).Select(Key)])],
        Footer = $"Cistron {_result.Cistron}. All changes are in `{Mutating.TableFile}`, the numbers of this page in `{Mutating.ManifestFile}`.",
    };

    private static KeyNumber Key(ListedEffect change) => new(ReportText.Signed(change.Effect.Log2OddsRatio), "log2 odds ratio",
        $"{Change(change)} at {ReportText.Count(change.Start)} of {change.Sequence}");

    private static Figure Map(string name, List<(Mutant Mutant, VariantEffect Effect)> effects)
    {
        long end = effects[^1].Mutant.Start + 1, first = Densest(effects, end), last = Math.Min(end, first + MostPlaces);
        int places = (int)(last - first);
        string letters = string.Concat(effects.SelectMany(change => Mutant.Text(change.Mutant.Reference) + Mutant.Text(change.Mutant.Alternative!))
            .Distinct().Order());
        var sequence = new char[places];
        Array.Fill(sequence, 'N');
        double[,] values = new double[letters.Length, places];
        for (int row = 0; row < letters.Length; row++)
            for (int place = 0; place < places; place++)
                values[row, place] = double.NaN;
        foreach (var (mutant, effect) in effects.Where(change => change.Mutant.Start >= first && change.Mutant.Start < last))
        {
            int place = (int)(mutant.Start - first);
            sequence[place] = (char)mutant.Reference[0];
            values[letters.IndexOf((char)mutant.Alternative![0], StringComparison.Ordinal), place] = effect.Log2OddsRatio;
        }
        var map = new SubstitutionMap(name, new Axis("log2 odds ratio"), new string(sequence), letters, values)
        {
            FirstPosition = (int)first,
            Width = 960,
        };
        string stretch = end <= MostPlaces ? "" : $" Bases {ReportText.Count(first)} to {ReportText.Count(last)} of {ReportText.Count(end)}, where changes do most.";
        return new Figure(map.Draw(), $"The probability as it is: {ReportText.Number(effects[0].Effect.Reference)}.{stretch} Places count from 0.");
    }

    // The start of the stretch with the largest sum of sizes; the first of equal ones.
    private static long Densest(List<(Mutant Mutant, VariantEffect Effect)> effects, long end)
    {
        double[] sizes = new double[end];
        foreach (var (mutant, effect) in effects)
            sizes[mutant.Start] += Math.Abs(effect.Log2OddsRatio);
        return Enumerable.Range(0, (int)Math.Max(1, end - MostPlaces + 1)).MaxBy(start => sizes.Skip(start).Take(MostPlaces).Sum());
    }

    private Figures Distribution() => new(new Figure(
        new Histogram("Changes by difference", new Axis("difference of the probability"),
            [.. Enumerable.Range(0, EffectSummary.Bins + 1).Select(i => 2.0 * i / EffectSummary.Bins - 1)],
            new HistogramSeries("changes", [.. _result.Differences.Select(count => (double)count)]))
        {
            Counts = new Axis("changes") { Scale = AxisScale.Log },
            Width = 960,
        }.Draw(), "How many changes lower or raise the probability by how much, on a logarithmic scale."));

    private Table Strongest() => new($"The {ReportText.Count(_result.Strongest.Count)} largest log2 odds ratios in either direction",
        [Column.Words("sequence"), Column.Numbers("place, from 0"), Column.Words("change"), Column.Words("id"), Column.Numbers("p without"),
            Column.Numbers("p with"), Column.Numbers("difference"), Column.Numbers("weighted"), Column.Numbers("log2 odds ratio")],
        [.. _result.Strongest.Select(change => (string[])[change.Sequence, ReportText.Count(change.Start), Change(change), change.Id,
            ReportText.Number(change.Effect.Reference), ReportText.Number(change.Effect.Alternative), ReportText.Signed(change.Effect.Difference),
            ReportText.Signed(change.Effect.WeightedDifference), ReportText.Signed(change.Effect.Log2OddsRatio)])]);

    private DefinitionList Facts() => new(
    [
        ("model", $"`{_recipe.Model}`"),
        ("class", $"`{_result.Class}`"),
        _recipe.Input is { } input
            ? ("sequences", $"from `{input}`" + (_recipe.Label is { } label ? $", of the label `{label}`" : "") + ": every base as each of the three others")
            : ("variants", $"from `{_recipe.Variants}` on `{_recipe.Genome}`, in windows of {ReportText.Count(_result.WindowBases!.Value)} bases on the forward strand, "
                + (_recipe.Origin is { } origin ? $"which begin {ReportText.Count(origin)} bases before the variant" : "with the variant in the middle")),
        ("changes", $"{ReportText.Count(_result.Changes)} in {ReportText.Duration(_result.Seconds)}, mean size of the log2 odds ratio "
            + ReportText.Number(_result.MeanSize)),
        .. _result.LeftOut.Select(words => ("left out", words)),
        ("difference", "probability with the change less without it"),
        ("weighted", "the difference times the larger of the two probabilities (Ji et al. 2021)"),
        ("log2 odds ratio", "log2 of the odds with the change less log2 of the odds without it; probabilities are held 2^-24 away from 0 and 1"),
    ]);

    private IEnumerable<string> Limits()
    {
        yield return "The scores say what this model makes of a change. Whether the cell does the same must be measured there.";
        yield return "One change at a time misses what works together: where two copies of a motif stand, either can be lost without an effect.";
        if (_recipe.Variants is not null)
            yield return "Windows begin at the same base with the variant and without it. Behind a deletion some bases come in at their end, behind an "
                + "insertion some go out, and that is part of its score. Features on the reverse strand need a model that answers alike for both strands.";
    }

    private static string Change(ListedEffect change) => change.Change.Length <= 24 ? change.Change : change.Change[..23] + "…";
}

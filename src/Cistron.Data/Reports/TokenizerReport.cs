using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;

namespace Cistron.Data.Reports;

/// <summary>The page on a trained tokenizer.</summary>
/// <param name="recipe">What was asked for.</param>
/// <param name="result">What came out.</param>
public sealed class TokenizerReport(TokenizerTrainingRecipe recipe, TokenizerTrainingResult result)
{
    private const int FewestDrawn = 20;

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Tokenizer of {ReportText.Count(result.VocabularySize)} tokens",
        new ReportSection("Vocabulary", new Figures(new Figure(ByLength().Draw(),
            "Tokens of the vocabulary by their bases, the four bases themselves included.")), Uses("The longest tokens", result.Longest)),
        new ReportSection("Tokens of the corpus", Uses("The most frequent tokens", result.MostFrequent)),
        new ReportSection("Sequences and contexts", [.. ContextChart(), ContextTable()]),
        new ReportSection("What was done", Facts()))
    {
        Lead = $"Byte-pair encoding learned {ReportText.Count(result.TokensByLength.Sum() - 4)} tokens of two bases and more from "
            + $"{ReportText.Count(result.SampleBases)} bases. A model reads them with `tokenizer.bpe={result.Tokenizer}`.",
        Summary =
        [
            new KeyNumbers(
                new KeyNumber(ReportText.Short(result.BasesPerToken), "bases a token", "mean over the corpus"),
                new KeyNumber(ReportText.Count(Math.Round(result.TokensPerKilobase)), "tokens a kilobase", "a k-mer tokenizer with stride k has 1,000 / k"),
                new KeyNumber(ReportText.Count(result.NeverUsed), "tokens never used", "what they were made for was merged further")),
        ],
        Footer = $"Cistron {result.Cistron}. The numbers are in `{TokenizerTraining.ManifestFile}`.",
    };

    private Histogram ByLength() => new("Vocabulary by length", new Axis("bases of a token"),
        [.. Enumerable.Range(0, result.TokensByLength.Count + 1).Select(i => i + 0.5)],
        new HistogramSeries("tokens", [.. result.TokensByLength.Select(count => (double)count)]))
    {
        Counts = new Axis("tokens"),
    };

    // Of a genome's few chromosomes there is no share to draw.
    private IEnumerable<ReportBlock> ContextChart() => result.Sequences < FewestDrawn ? []
        : [new Figures(new Figure(Contexts().Draw(), "The share of sequences that have more tokens than a context."))];

    private LineChart Contexts() => new("Sequences that do not fit", new Axis("context", "tokens") { Scale = AxisScale.Log },
        new Axis("share of sequences") { Minimum = 0, Maximum = 1 },
        new Line("longer", [.. result.Contexts.Select(context => new Point(context.Tokens, Share(context)))]));

    private Table ContextTable() => new($"Of {ReportText.Count(result.Sequences)} sequences",
        [Column.Numbers("tokens"), Column.Numbers("of about so many bases"), Column.Numbers("sequences with more"), Column.Numbers("share")],
        [.. result.Contexts.Select(context => (string[])[ReportText.Count(context.Tokens),
            ReportText.Count(Math.Round(context.Tokens * result.BasesPerToken)), ReportText.Count(context.Longer), ReportText.Percent(Share(context))])]);

    private Table Uses(string caption, IReadOnlyList<TokenUse> uses) => new(caption,
        [Column.Words("token"), Column.Numbers("bases"), Column.Numbers("times"), Column.Numbers("share of tokens")],
        [.. uses.Select(use => (string[])[use.Token, ReportText.Count(use.Token.Length), ReportText.Count(use.Count),
            $"{100.0 * use.Count / result.Tokens:0.00} %"])]);

    private double Share(ContextUse context) => (double)context.Longer / result.Sequences;

    private DefinitionList Facts() => new(
        ("corpus", $"{string.Join(", ", recipe.Corpus.Select(file => $"`{file}`"))}: {ReportText.Count(result.CorpusBases)} bases"),
        ("learned of", $"{ReportText.Count(result.SampleBases)} bases, seed {recipe.Seed}"),
        ("vocabulary", $"{ReportText.Count(result.VocabularySize)} tokens with the five special ones, of at most {recipe.LongestTokenBases} bases"),
        ("unknown letters", $"{ReportText.Count(result.UnknownTokens)} tokens of the corpus"),
        ("merges", "the pair that stands most often first; of pairs that stand as often, the one of older tokens"));
}

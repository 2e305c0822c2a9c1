using Cistron.Data.Reports;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Sequences.Alphabets;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>The page of the maps of tokens.</summary>
/// <param name="recipe">What was asked for.</param>
/// <param name="result">What came out.</param>
/// <param name="tokens">The tokens.</param>
/// <param name="alphabet">What they are written in.</param>
/// <param name="components">Their places by principal components.</param>
/// <param name="map">Their places by t-SNE.</param>
public sealed class TokensReport(TokensRecipe recipe, TokensResult result, IReadOnlyList<string> tokens, Alphabet alphabet,
    PrincipalComponents components, IReadOnlyList<(double X, double Y)> map)
{
    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Token map: {RunFacts.NameOf(recipe.Output)}",
        new ReportSection("By content", [.. Colourings().Select(Maps)]),
        new ReportSection("How far bases order the tokens", [.. Order()]),
        new ReportSection("What was done", Facts()),
        new ReportSection("What the maps do and do not show", [.. Limits().Select(text => new Paragraph(text))]))
    {
        Lead = $"The vectors that the model in `{recipe.Model}` has learned for {ReportText.Count(result.Tokens)} tokens of "
            + $"{ReportText.Count(result.Dimensions)} numbers each, laid into the plane in two ways.",
        Summary = [new KeyNumbers([.. result.Separations.Select(Key)])],
        Footer = $"Cistron {result.Cistron}. The maps are in `{TokenMapping.TableFile}`, the numbers in `{TokenMapping.ManifestFile}`.",
    };

    private static KeyNumber Key(TokenSeparation separation) => new(ReportText.Number(separation.Separation.Purity),
        $"purity by {separation.By}", $"by chance {ReportText.Number(separation.Separation.Chance)}");

    private IEnumerable<TokenGroups> Colourings()
    {
        int bases = tokens.Min(token => token.Length);
        yield return TokenGroups.ByGc(tokens);
        yield return TokenGroups.ByBases(tokens, alphabet.Letters, bases == 1 ? "base" : "first base", 0);
        if (bases > 2)
            yield return TokenGroups.ByBases(tokens, alphabet.Letters, "central base", bases / 2);
        if (bases > 1)
            yield return TokenGroups.ByBases(tokens, alphabet.Letters, "last base", bases - 1);
    }

    private Figures Maps(TokenGroups groups) => new(
        new Figure(Map("PCA", groups, components.Places).Draw(), $"The first two principal components, which have "
            + $"{ReportText.Percent(components.Shares.X)} and {ReportText.Percent(components.Shares.Y)} of the variance."),
        new Figure(Map("t-SNE", groups, map).Draw(), "Neighbours are kept together; distances between clusters, and the axes, say nothing."));

    private ScatterChart Map(string method, TokenGroups groups, IReadOnlyList<(double X, double Y)> places) => new(
        $"{method} by {groups.Title}", new Axis($"{method} 1"), new Axis($"{method} 2"),
        [.. groups.Names.Select((name, group) => new ScatterGroup(name, [.. Enumerable.Range(0, tokens.Count)
            .Where(token => groups.Labels[token] == group)
            .Select(token => new ScatterPoint(places[token].X, places[token].Y, tokens[token]))]))])
    {
        Colours = groups.IsOrdered ? GroupColours.Ordered : GroupColours.Apart,
    };

    private IEnumerable<ReportBlock> Order()
    {
        TokenSeparation[] places = [.. result.Separations.Skip(1)];
        if (places.Length > 1)
        {
            var chart = new ComparisonChart("Nearest neighbours with the same base", new Axis("share") { Minimum = 0 },
                new ComparisonGroup("", [.. places.Select(place => new Estimate(place.By, place.Separation.Purity))]))
            {
                References = [new Reference(places[0].Separation.Chance, "by chance")],
                Width = 640,
            };
            yield return new Figures(new Figure(chart.Draw(), $"The share of the {ReportText.Count(result.Neighbours)} nearest neighbours of a "
                + "token, among all numbers of its vector, that have the same base at each place."));
        }
        yield return new Table("Nearest neighbours and silhouettes",
            [Column.Words("tokens alike in"), Column.Numbers("purity"), Column.Numbers("by chance"), Column.Numbers("silhouette")],
            [.. result.Separations.Select(row => (string[])[row.By, ReportText.Number(row.Separation.Purity),
                ReportText.Number(row.Separation.Chance), ReportText.Number(row.Separation.Silhouette)])]);
    }

    private DefinitionList Facts() => new(
        ("model", $"`{recipe.Model}`"),
        ("tokenizer", result.Tokenizer),
        ("tokens", ReportText.Count(result.Tokens)
            + (result.LeftOut > 0 ? $", drawn; {ReportText.Count(result.LeftOut)} are left out" : ", all without ambiguous bases")),
        ("t-SNE", $"exact, perplexity {recipe.Perplexity:0.##} (at most a third of the tokens), {ReportText.Count(recipe.Steps)} steps from the "
            + $"principal components, divergence {ReportText.Number(result.Divergence)} nats"),
        ("neighbours", $"{ReportText.Count(result.Neighbours)} by Euclidean distance among all {ReportText.Count(result.Dimensions)} numbers"));

    private static IEnumerable<string> Limits() =>
    [
        "Purity above chance says that tokens which share a base have alike vectors, so that the model has noticed what they have in "
            + "common. The silhouette is stricter: it is above 0 only where the groups are apart as wholes.",
        "These are the vectors before any layer: what the model makes of a token in its context is not in them. Tokens that hardly occur in "
            + "training stay near where they were drawn at first, and look like noise.",
        "A map in the plane cannot keep all distances. The numbers in the table are from the whole vectors and do not depend on the maps.",
    ];
}

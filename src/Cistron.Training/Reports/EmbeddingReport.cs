using Cistron.Data.Reports;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>The page of the maps of sequences.</summary>
/// <param name="recipe">What was asked for.</param>
/// <param name="result">What came out.</param>
/// <param name="sample">The sequences on the maps.</param>
/// <param name="components">Their places by principal components.</param>
/// <param name="map">Their places by t-SNE.</param>
internal sealed class EmbeddingReport(EmbedRecipe recipe, EmbeddingMap result, IReadOnlyList<MappedVector> sample,
    IReadOnlyList<(double X, double Y)> components, IReadOnlyList<(double X, double Y)> map)
{
    // As many as have a colour of their own, one of them for the rest.
    private const int MostColours = 5;
    private const string Rest = "other labels", Without = "no label";

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Sequence map: {RunFacts.NameOf(recipe.Report!)}",
    [
        new ReportSection("The maps", Maps()),
        new ReportSection("What was done", Facts()),
        new ReportSection("What the maps do and do not show", [.. Limits().Select(text => new Paragraph(text))]),
    ])
    {
        Lead = $"The vectors that the model in `{recipe.Model}` gives to {ReportText.Count(result.Sequences)} sequences, "
            + $"{ReportText.Count(result.Dimensions)} numbers each, laid into the plane in two ways.",
        Summary = result.Separation is { } separation
            ?
            [
                new KeyNumbers(
                    new KeyNumber(ReportText.Number(separation.Purity), "neighbours with the same label", $"by chance {ReportText.Number(separation.Chance)}"),
                    new KeyNumber(ReportText.Number(separation.Silhouette), "silhouette", "0: no order, 1: labels are clusters")),
            ]
            : [],
        Footer = $"Cistron {result.Cistron}. The maps are in `{EmbeddingMapping.TableFile}`, the numbers in `{EmbeddingMapping.ManifestFile}`, "
            + $"the vectors in `{recipe.Output}`.",
    };

    private Figures Maps() => new(
        new Figure(Map("PCA", components, share => $", {ReportText.Percent(share)} of the variance").Draw(),
            $"The first two principal components of all {ReportText.Count(result.Sequences)} vectors" + Drawn + "."),
        new Figure(Map("t-SNE", map, _ => "").Draw(),
            "Neighbours are kept together; distances between clusters, and the axes, say nothing."));

    private string Drawn => result.Mapped < result.Sequences
        ? $", on which {ReportText.Count(result.Mapped)} are shown that were drawn with the seed {recipe.Seed}" : "";

    private ScatterChart Map(string method, IReadOnlyList<(double X, double Y)> places, Func<double, string> share) => new(
        $"{method} of sequences", new Axis($"{method} 1{share(result.FirstShare)}"), new Axis($"{method} 2{share(result.SecondShare)}"),
        [.. Groups().Select(group => new ScatterGroup(group.Name, [.. group.Sequences
            .Select(i => new ScatterPoint(places[i].X, places[i].Y, sample[i].Id))]))]);

    private IEnumerable<(string Name, int[] Sequences)> Groups()
    {
        if (result.Labels.Count == 0)
            return [("sequences", [.. Enumerable.Range(0, sample.Count)])];
        bool hasUnlabelled = sample.Any(mapped => mapped.Label is null);
        int colours = MostColours - (hasUnlabelled ? 1 : 0);
        HashSet<string> named = [.. result.Labels.Take(result.Labels.Count > colours ? colours - 1 : colours).Select(count => count.Label)];
        var groups = Enumerable.Range(0, sample.Count).ToLookup(i => sample[i].Label is not { } label ? Without : named.Contains(label) ? label : Rest);
        return named.Append(Rest).Append(Without).Where(groups.Contains).Select(name => (name, groups[name].ToArray()));
    }

    private DefinitionList Facts() => new(
        ("model", $"`{recipe.Model}`"),
        ("sequences", $"{ReportText.Count(result.Sequences)} of {string.Join(", ", recipe.Files.Select(file => $"`{file}`"))}"),
        ("labels", result.Labels.Count == 0 ? "none" : string.Join(", ", result.Labels.Select(count => $"{count.Label} {ReportText.Count(count.Sequences)}"))),
        ("vectors", $"{ReportText.Count(result.Dimensions)} numbers, pooling {RunFacts.Word(recipe.Pooling)}; those of windows are averaged"),
        ("principal components", $"of the covariance of all {ReportText.Count(result.Sequences)} vectors"),
        ("t-SNE", $"exact, of {ReportText.Count(result.Mapped)} sequences" + (result.Mapped < result.Sequences ? $", drawn with the seed {recipe.Seed}" : "")
            + $"; perplexity {result.Perplexity:0.##}, from the principal components, divergence {ReportText.Number(result.Divergence)} nats"),
        ("neighbours", $"{ReportText.Count(result.Neighbours)} by Euclidean distance among all {ReportText.Count(result.Dimensions)} numbers, "
            + "of the sequences on the maps"));

    private IEnumerable<string> Limits()
    {
        yield return "A map in the plane cannot keep all distances. "
            + (result.Separation is null ? "Labels would give numbers that do not depend on the eye: give a table with a column of labels, or `classes`."
                : "The two numbers above them are from the whole vectors and do not depend on the maps.");
        if (result.Separation is not null)
            yield return "Purity above chance says that sequences with the same label have alike vectors. The silhouette is stricter: it is above 0 only "
                + "where the labels are apart as wholes. Both also rise where labels differ in something plain, such as length or GC share.";
    }
}

using Cistron.Data.Reports;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Sequences.Alphabets;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>The page of the course of token vectors over a run.</summary>
/// <param name="recipe">What was asked for.</param>
/// <param name="result">What came out.</param>
/// <param name="places">What may order the tokens.</param>
/// <param name="tokens">The tokens.</param>
/// <param name="alphabet">What they are written in.</param>
/// <param name="frames">The maps.</param>
/// <param name="history">What the run logged.</param>
public sealed class CourseReport(CourseRecipe recipe, CourseResult result, IReadOnlyList<BasePlaces> places,
    IReadOnlyList<string> tokens, Alphabet alphabet, IReadOnlyList<CourseFrame> frames, TrainingHistory history)
{
    private readonly int _length = tokens[0].Length;

    private IEnumerable<int> Singles => Kinds(place => place.Places.Count == 1);

    private IEnumerable<int> Pairs => Kinds(place => place.Places.Count == 2);

    private CourseStep Last => result.Steps[^1];

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Course of token vectors: {RunFacts.NameOf(recipe.Run)}",
        new ReportSection("Maps", Maps()),
        new ReportSection("What orders the vectors", [.. Order(), PairTable()]),
        new ReportSection("Loss", new Figures(new Figure(Loss().Draw(), "The training loss, with the steps that are mapped."))),
        new ReportSection("What was done", Facts()),
        new ReportSection("What the maps do and do not show", [.. Limits().Select(text => new Paragraph(text))]))
    {
        Lead = $"How the vectors of {ReportText.Count(result.Tokens)} tokens took their order over the run in `{recipe.Run}`, from "
            + $"{ReportText.Count(result.Steps.Count)} checkpoints.",
        Summary = [new KeyNumbers([.. Best()])],
        Footer = $"Cistron {result.Cistron}. The maps are in `{CourseMapping.TableFile}`, the numbers in `{CourseMapping.ManifestFile}`.",
    };

    private IEnumerable<KeyNumber> Best()
    {
        foreach (var kinds in new[] { Singles, Pairs }.Where(kinds => kinds.Any()))
        {
            int best = kinds.MaxBy(kind => Last.Separations[kind].Purity);
            yield return new KeyNumber(ReportText.Number(Last.Separations[best].Purity), $"purity by {places[best].Title}",
                $"the highest at step {ReportText.Count(Last.Step)}; by chance {ReportText.Number(Last.Separations[best].Chance)}");
        }
    }

    private Figures Maps()
    {
        var groups = TokenGroups.ByBases(tokens, alphabet.Letters, _length > 2 ? "central base" : "first base", _length > 2 ? _length / 2 : 0);
        return new Figures([.. frames.Select(frame => new Figure(
            new ScatterChart($"Step {ReportText.Count(frame.Step)} by {groups.Title}", new Axis("t-SNE 1"), new Axis("t-SNE 2"),
                [.. groups.Names.Select((name, group) => new ScatterGroup(name, [.. Enumerable.Range(0, tokens.Count)
                    .Where(token => groups.Labels[token] == group)
                    .Select(token => new ScatterPoint(frame.Map[token].X, frame.Map[token].Y, tokens[token]))]))]).Draw(),
            $"Training loss {ReportText.Number(result.Steps.First(step => step.Step == frame.Step).Loss)}. Each map starts from the one before."))]);
    }

    private IEnumerable<ReportBlock> Order()
    {
        List<Figure> figures = [new(Purity("Nearest neighbours with the same base", Singles).Draw(),
            $"The share of the {ReportText.Count(result.Neighbours)} nearest neighbours, among all numbers of a vector, that have the same base at each place.")];
        if (Pairs.Any())
            figures.Add(new(Purity("Nearest neighbours with the same two bases", Kinds(place => place.IsAdjacent)).Draw(),
                "The same for two places side by side."));
        yield return new Figures([.. figures]);
    }

    private LineChart Purity(string title, IEnumerable<int> kinds) => new(title, new Axis("step") { Minimum = 0 }, new Axis("share") { Minimum = 0 },
        [.. kinds.Select(kind => new Line(places[kind].Title,
            [.. result.Steps.Select(step => new Point(step.Step, step.Separations[kind].Purity))]))])
    {
        References = [new Reference(Last.Separations[kinds.First()].Chance, "by chance")],
    };

    private Table PairTable() => new($"After step {ReportText.Count(Last.Step)}, the clearest order first",
        [Column.Words("tokens alike in"), Column.Numbers("purity"), Column.Numbers("by chance"), Column.Numbers("silhouette")],
        [.. Enumerable.Range(0, places.Count).OrderByDescending(kind => Last.Separations[kind].Purity / Last.Separations[kind].Chance)
            .Select(kind => (string[])[places[kind].Title, ReportText.Number(Last.Separations[kind].Purity),
                ReportText.Number(Last.Separations[kind].Chance), ReportText.Number(Last.Separations[kind].Silhouette)])]);

    private LineChart Loss()
    {
        int window = (int)(history.Steps / 100) | 1;
        return new("Loss", new Axis("step") { Minimum = 0 }, new Axis("loss", "nats per token"),
            [new Line($"mean of {window} steps", history.MeanOf("loss", window))])
        {
            Markers = [.. frames.Select(frame => new Reference(frame.Step, ""))],
        };
    }

    private DefinitionList Facts() => new(
        ("run", $"`{recipe.Run}`"),
        ("tokenizer", result.Tokenizer),
        ("tokens", $"{ReportText.Count(result.Tokens)}, {ReportText.Count(result.Dimensions)} numbers each"),
        ("t-SNE", $"exact, perplexity {recipe.Perplexity:0.##}, {ReportText.Count(recipe.Steps)} steps from the principal components for the first "
            + "map, half as many from the map before for each further one"));

    private static IEnumerable<string> Limits() =>
    [
        "Maps are for the eye; the curves are from the whole vectors and do not depend on them.",
        "An order by central bases says that the model tells tokens apart by what their neighbours do not show. It is no measure of how useful "
            + "the model is for a task.",
    ];

    private IEnumerable<int> Kinds(Func<BasePlaces, bool> which) => Enumerable.Range(0, places.Count).Where(kind => which(places[kind]));
}

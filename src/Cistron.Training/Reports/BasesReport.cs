using System.Text;
using Cistron.Data.Reports;
using Cistron.Models.Importance;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Sequences.Datasets;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>The page of the scores of bases.</summary>
public sealed class BasesReport
{
    private const int MostBases = 120;

    private readonly BasesRecipe _recipe;
    private readonly BasesResult _result;
    private readonly BaseProfile _profile;
    private readonly int _output;

    internal BasesReport(BasesRecipe recipe, BasesResult result, BaseProfile profile, int output) =>
        (_recipe, _result, _profile, _output) = (recipe, result, profile, output);

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Scores of bases: {RunFacts.NameOf(_recipe.Output)}",
    [
        new ReportSection("Sequences with the highest probability", new Figures([.. _profile.Best.Select(Drawn)])),
        .. _result.Length is null ? Array.Empty<ReportSection>() : [new ReportSection("By place", Places())],
        new ReportSection("What was done", Facts()),
        new ReportSection("What the scores do and do not show", [.. Limits().Select(text => new Paragraph(text))]),
    ])
    {
        Lead = $"A score for each base of {ReportText.Count(_result.Sequences)} sequences: how far the model in `{_recipe.Model}` "
            + (_recipe.Method == ImportanceMethod.Gradient ? $"rests its answer `{_result.Class}` on it." : "attends to it."),
        Footer = $"Cistron {_result.Cistron}. All scores are in `{BaseScoring.TableFile}`"
            + (_result.Length is null ? "." : $" and, as an array, in `{BaseScoring.ArrayFile}`."),
    };

    private Axis Score => _recipe.Method == ImportanceMethod.Gradient ? new Axis("score", "log odds") : new Axis("share of attention");

    private Figure Drawn(ScoredBases<NamedSequence> scored)
    {
        int start = Densest(scored.Scores), end = Math.Min(start + MostBases, scored.Scores.Length);
        string bases = Encoding.ASCII.GetString(scored.Item.Bases);
        var logo = new SequenceLogo(scored.Item.Id, Score, [.. Enumerable.Range(start, end - start)
            .Select(i => (LogoLetter[])[new LogoLetter(bases[i], scored.Scores[i])])])
        {
            FirstPosition = start,
            LettersHeight = 70,
            Width = 960,
        };
        string all = scored.Scores.Length <= MostBases ? ""
            : $", bases {ReportText.Count(start)} to {ReportText.Count(end)} of {ReportText.Count(scored.Scores.Length)}, where the scores are largest";
        return new Figure(logo.Draw(), $"P({_result.Class}) is {ReportText.Number(scored.Output[_output])}{all}. Places count from 0.");
    }

    // The start of the stretch with the largest sum of sizes; the first of equal ones.
    private static int Densest(float[] scores)
    {
        double sum = scores.Take(MostBases).Sum(Math.Abs), most = sum;
        int densest = 0;
        for (int start = 1; start + MostBases <= scores.Length; start++)
        {
            sum += Math.Abs(scores[start + MostBases - 1]) - Math.Abs(scores[start - 1]);
            if (sum > most)
                (most, densest) = (sum, start);
        }
        return densest;
    }

    private Figures Places() => new(new Figure(
        new LineChart("Mean score by place", new Axis("place in the sequence", "bases"), Score,
            new Line("mean score", [.. _profile.Places.Select((place, i) => new Point(i, place.Value, place.Lower, place.Upper))]))
        {
            Width = 960,
        }.Draw(),
        "The mean over sequences with its 95 % interval. It stands out where what matters has a fixed place, and is flat where it may stand "
            + "anywhere."));

    private DefinitionList Facts() => new(
        ("model", $"`{_recipe.Model}`"),
        ("class", $"`{_result.Class}`, of mean probability {ReportText.Number(_result.MeanProbability)}"),
        ("sequences", $"{ReportText.Count(_result.Sequences)} with {ReportText.Count(_result.Bases)} bases from `{_recipe.Input}`"
            + (_recipe.Label is { } label ? $", of the label `{label}`" : "")),
        ("method", _recipe.Method == ImportanceMethod.Gradient
            ? "gradient times input: (x − x̄) · ∂y/∂x for each token's vector x, with y the natural log odds of the class and x̄ the mean vector "
                + "of all tokens (Shrikumar et al. 2016)"
            : "attention of [CLS] to each token in the last layer, summed over heads, scaled to length 1 for each sequence (Ji et al. 2021)"),
        ("bases", "the mean over the tokens that cover a base"),
        ("time", ReportText.Duration(_result.Seconds)));

    private IEnumerable<string> Limits()
    {
        if (_recipe.Method == ImportanceMethod.Gradient)
        {
            yield return "A positive score speaks for the class, a negative one against it. It is what a small change would do, carried on in a "
                + "straight line. Where a model is sure, small changes do next to nothing and scores shrink: compare them within a sequence, not "
                + "between sequences.";
        }
        else
        {
            yield return "Attention is where the last layer looks, whatever for: it knows no class, and a token has by then taken in its neighbours. "
                + "Scores that do not change the answer are common; compare `method=gradient`.";
        }
        yield return "The scores show what this model uses, not what the cell uses. Tokens of several bases blur them over as many.";
    }
}

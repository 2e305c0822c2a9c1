using Cistron.Data.Reports;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Training.Interpretation;
using Cistron.Training.Interpretation.Motifs;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>The page of the motifs.</summary>
/// <param name="recipe">What was asked for.</param>
/// <param name="result">What came out.</param>
public sealed class MotifsReport(MotifsRecipe recipe, MotifsResult result)
{
    private const int MostLogos = 20;
    private const int MostRows = 200;

    private IReadOnlyList<FoundMotif> Motifs => result.Found.Motifs;

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Motifs: {RunFacts.NameOf(recipe.Output)}",
        new ReportSection("Logos", [.. Logos()]),
        new ReportSection("All motifs", Listing()),
        new ReportSection("What was done", Facts()),
        new ReportSection("What the motifs do and do not show", [.. Limits().Select(text => new Paragraph(text))]))
    {
        Lead = Motifs.Count == 0
            ? $"No motif was found for `{result.Class}` with the model in `{recipe.Model}`."
            : $"{ReportText.Count(Motifs.Count)} {(Motifs.Count == 1 ? "motif" : "motifs")} that the model in `{recipe.Model}` gives high "
                + $"scores in sequences of `{result.Class}`, and that are commoner there than in the others. The strongest is "
                + $"`{Motifs[0].Stretch}`.",
        Summary = [new KeyNumbers([.. Motifs.Take(3).Select((motif, i) => new KeyNumber(Shortened(motif.Stretch, 10), $"motif {i + 1}",
            $"in {Share(motif.Positives, result.Positives)} of the class, {Share(motif.Negatives, result.Negatives)} of the others"))])],
        Footer = $"Cistron {result.Cistron}. The motifs are in `{MotifFinding.TableFile}`, and in `{MotifFinding.MemeFile}` for the programs of the "
            + "MEME Suite and whatever else reads its format.",
    };

    private IEnumerable<ReportBlock> Logos()
    {
        if (Motifs.Count == 0)
            yield return new Paragraph("There is none to draw. A larger `false_discovery_rate`, a smaller `min_ratio` or the other `method` may find some.");
        else
            yield return new Figures([.. Motifs.Take(MostLogos).Select((motif, i) => new Figure(Logo(motif, i).Draw(),
                $"{ReportText.Count(motif.Instances)} instances; `{Shortened(motif.Stretch)}` stands in {Share(motif.Positives, result.Positives)} of the "
                + $"class and in {Share(motif.Negatives, result.Negatives)} of the others, q {Power(motif.LogValue)}."))]);
    }

    private static SequenceLogo Logo(FoundMotif motif, int index) => new($"{index + 1}. {Shortened(motif.Stretch)}",
        new Axis("information", "bits") { Minimum = 0, Maximum = 2 },
        [.. Enumerable.Range(0, motif.Frequencies.Length).Select(place => Letters(motif, place))])
    {
        FirstPosition = 1,
    };

    // Each letter has its share of the information at its place.
    private static LogoLetter[] Letters(FoundMotif motif, int place)
    {
        double bits = motif.Frequencies.Bits(place);
        return [.. motif.Frequencies.Shares(place).Select((share, letter) =>
            new LogoLetter((char)motif.Frequencies.Alphabet.Letters[letter], share * bits))];
    }

    private Table Listing() => new(
        Motifs.Count > MostRows ? $"The first {MostRows} of {ReportText.Count(Motifs.Count)} motifs" : "Every motif by its strongest stretch",
        [Column.Words("motif"), Column.Numbers("stretches"), Column.Numbers("instances"), Column.Numbers("in the class"),
            Column.Numbers("in the others"), Column.Numbers("odds ratio"), Column.Numbers("p"),
            Column.Numbers("q"), Column.Numbers("mean score")],
        [.. Motifs.Take(MostRows).Select((motif, i) => (string[])[$"{i + 1}. {Shortened(motif.Stretch)}", ReportText.Count(motif.Stretches),
            ReportText.Count(motif.Instances), ReportText.Count(motif.Positives), ReportText.Count(motif.Negatives),
            $"{motif.OddsRatio:0.0}", Power(motif.LogChance), Power(motif.LogValue), ReportText.Number(motif.MeanScore)])]);

    private DefinitionList Facts() => new(
        ("model", $"`{recipe.Model}`"),
        ("sequences", $"{ReportText.Count(result.Positives)} of the class `{result.Class}`, {ReportText.Count(result.Negatives)} others, from `{recipe.Input}`"),
        ("scores", recipe.Method == ImportanceMethod.Gradient ? "gradient times input" : "attention of [CLS] in the last layer"),
        ("runs", $"{ReportText.Count(result.Found.Runs)} of at least {recipe.MinLength} bases with scores above the mean of the sequence and "
            + $"{recipe.MinRatio:0.##} times its smallest"),
        ("stretches", $"{ReportText.Count(result.Found.Tested)} tested, {ReportText.Count(result.Found.Enriched)} with q of at most {recipe.FalseDiscoveryRate:0.####}"
            + (result.BothStrands ? "; a stretch and its reverse complement are one" : "; on the strand of the table")),
        ("test", "once for each sequence that has it, hypergeometric upper tail, Benjamini-Hochberg"),
        ("merged", $"without gaps, {recipe.MergeShare:0.##} of the shorter and at least {recipe.MinLength - 1} bases alike"),
        ("logos", $"{recipe.WindowBases} bases round the strongest stretch, at least {recipe.MinInstances} instances"),
        ("time", ReportText.Duration(result.Seconds)));

    private static IEnumerable<string> Limits() =>
    [
        "The scores choose the stretches, and the labels of the table judge them: the chances are those of the counts in the table, whatever the "
            + "model makes of them. A poor model proposes stretches that are common in the class all the same, and its motifs are hardly worse. "
            + "Instances and mean score say how far the model looks at one.",
        "Stretches were chosen on the rows that they are tested on, so that chances flatter them somewhat. Rows that the model was not trained on "
            + "make a stricter table.",
        "What sets the classes apart need not be biology: repeats, adapters and the way in which the other class was made are found as surely as "
            + "binding sites.",
    ];

    private static string Share(int count, int all) => ReportText.Percent((double)count / all);

    private static string Shortened(string stretch, int most = 24) =>
        stretch.Length <= most ? stretch : $"{stretch[..(most / 2 - 1)]}…{stretch[^(most / 2 - 1)..]}";

    // Chances below the smallest number of a computer are common here.
    private static string Power(double natural)
    {
        double exponent = natural / Math.Log(10), whole = Math.Floor(exponent);
        return exponent > -3 ? ReportText.Number(Math.Exp(natural)) : $"{Math.Pow(10, exponent - whole):0.0}e{whole:0}";
    }
}

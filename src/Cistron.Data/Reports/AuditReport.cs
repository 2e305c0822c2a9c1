using Cistron.Data.Audit;
using Cistron.Data.Audit.Findings;
using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Runs.Recipes;
using Cistron.Runs.Reports;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Reports;

/// <summary>The page of an audit.</summary>
/// <param name="recipe">What was asked for.</param>
/// <param name="data">The rows.</param>
/// <param name="result">What was found.</param>
public sealed class AuditReport(AuditRecipe recipe, AuditedData data, AuditResult result)
{
    private readonly AuditCharts _charts = new(data, result);

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Audit: {Name()}",
        [
            new ReportSection("All checks", AuditTables.Findings(result)),
            new ReportSection("Copies and relatives", [.. Copies()]),
            new ReportSection("Shortcuts", [.. ShortcutBlocks()]),
            new ReportSection("Stretches and places of one class", [.. Stretches()]),
            new ReportSection("Classes, lengths and letters", [.. Classes()]),
            .. result.Corpus is { } corpus ? [new ReportSection("Pre-training corpus", [.. Corpus(corpus)])] : Array.Empty<ReportSection>(),
            .. result.Floor is { } floor ? [new ReportSection("K-mer floor", [.. Floor(floor)])] : Array.Empty<ReportSection>(),
            new ReportSection("What this page does and does not show", [.. Limits().Select(text => new Paragraph(text))]),
            new ReportSection("Command", Command()),
        ])
    {
        Lead = $"{ReportText.Count(result.Rows)} rows, {ReportText.Count(result.Bases)} bases"
            + ((recipe.Folder ?? recipe.Train) is { } place ? $" in `{place}`" : "") + $". {Sentence(result.Task)} "
            + (result.Strands == ComparedStrands.Both
                ? "A sequence and its reverse complement count as the same." : "Sequences are compared as they are written."),
        Summary = [new KeyNumbers([.. KeyNumbers()]), .. Warnings()],
        Footer = $"Cistron {result.Cistron}. The numbers of this page are in `audit.json` beside it.",
    };

    private string Name() => recipe.Folder is { } folder ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
        : recipe.Train is { } train ? Path.GetFileName(train)
        : string.Join(" and ", recipe.Classes.Keys.Take(3));

    private IEnumerable<KeyNumber> KeyNumbers()
    {
        var across = result.Duplicates.Across;
        if (across.Count > 0)
        {
            var most = across.MaxBy(one => one.Repeated)!;
            yield return new KeyNumber(ReportText.Count(most.Repeated), $"{most.Part} rows that stand in {most.Of}",
                $"{ReportText.Percent(most.Share)} of {ReportText.Count(most.Rows)}");
            var near = result.NearDuplicates.Across.MaxBy(one => one.Near)!;
            yield return new KeyNumber(ReportText.Count(near.Near), $"{near.Part} rows with a relative in {near.Of}",
                $"{ReportText.Percent(near.Share)} of {ReportText.Count(near.Rows)}, identity {ReportText.Short(recipe.MinIdentity)} or more");
        }
        else
        {
            int repeated = result.Duplicates.Within.Sum(one => one.Repeated);
            yield return new KeyNumber(ReportText.Count(repeated), "rows that repeat another",
                $"{ReportText.Percent(Finding.Share(repeated, result.Rows))} of {ReportText.Count(result.Rows)}");
            yield return new KeyNumber(ReportText.Count(result.NearDuplicates.RelatedRows), "rows with a relative",
                $"identity {ReportText.Short(recipe.MinIdentity)} or more");
        }
        yield return new KeyNumber(ReportText.Count(result.Conflicts.Rows), "rows in label conflicts",
            $"{ReportText.Count(result.Conflicts.Sequences)} sequences with several labels");
        if (result.Shortcuts.Features is [var best, ..])
            yield return new KeyNumber(ReportText.Number(best.Estimate.Value),
                $"{Evaluation.Metrics.Metric.Named(result.Shortcuts.Metric).Title} of {best.Feature}",
                $"{ReportText.Interval(best.Estimate)} (95\u00a0%)");
    }

    private IEnumerable<ReportBlock> Warnings()
    {
        var warnings = result.Findings.Where(finding => finding.Severity == Severity.Warning).ToArray();
        return warnings.Length > 0
            ? warnings.Select(finding => Callout.Warning($"{finding.Title}: {finding.Sentence}."))
            : [new Paragraph("No check found anything that calls for a warning.")];
    }

    private IEnumerable<ReportBlock> Copies()
    {
        yield return Words(result.Duplicates);
        yield return new Figures(
        [
            .. _charts.HasCopies ? [new Figure(_charts.Copies().Draw(),
                "Rows that have the bases of another row, are its reverse complement, or are similar to it.")] : Array.Empty<Figure>(),
            new Figure(_charts.ClusterSizes().Draw(),
                "Rows in clusters of related rows: each is similar to at least one other of its cluster. Rows of a cluster of "
                + "one have no relative."),
        ]);
        yield return AuditTables.Duplicates(result.Duplicates);
        foreach (var block in Examples(result.Duplicates))
            yield return block;
        yield return Words(result.NearDuplicates);
        if (result.NearDuplicates.Across.Count > 0)
            yield return AuditTables.Relatives(result.NearDuplicates);
        foreach (var block in Examples(result.NearDuplicates))
            yield return block;
        yield return Words(result.Twins);
        foreach (var block in Examples(result.Twins))
            yield return block;
        yield return Words(result.Conflicts);
        if (result.NearDuplicates.ConflictingRows > 0)
            yield return new Paragraph($"{ReportText.Count(result.NearDuplicates.ConflictingRows)} rows have a relative with another label.");
        foreach (var block in Examples(result.Conflicts))
            yield return block;
    }

    private IEnumerable<ReportBlock> ShortcutBlocks() =>
    [
        Words(result.Shortcuts),
        new Figures(
        [
            .. _charts.HasShortcuts ? [new Figure(_charts.Shortcuts().Draw(),
                $"Each feature alone, with the 95 % interval of the judged rows. Composition is {Shortcuts.Composition}.")]
                : Array.Empty<Figure>(),
            new Figure(_charts.Gc().Draw(), "Where the GC contents of classes part, composition tells them."),
            .. _charts.HasLengths ? [new Figure(_charts.Lengths().Draw(), "Where the lengths of classes part, length tells them.")]
                : Array.Empty<Figure>(),
        ]),
        .. _charts.HasShortcuts ? [AuditTables.Shortcuts(result.Shortcuts)] : Array.Empty<ReportBlock>(),
    ];

    private IEnumerable<ReportBlock> Stretches()
    {
        yield return Words(result.Motifs);
        if (result.Motifs.Motifs.Count > 0)
            yield return AuditTables.Motifs(result.Motifs);
        yield return Words(result.Places);
        if (result.Places.Places.Count > 0)
            yield return AuditTables.Places(result.Places);
        yield return Words(result.Stretches);
        if (result.Stretches.Stretches.Count > 0)
            yield return AuditTables.Stretches(result.Stretches);
    }

    private IEnumerable<ReportBlock> Classes()
    {
        yield return Words(result.Balance);
        yield return AuditTables.Parts(result);
        if (result.Balance.Parts[0].Classes.Count > 0)
            yield return AuditTables.Classes(result);
        yield return Words(result.Lengths);
        foreach (var block in Examples(result.Lengths))
            yield return block;
        yield return Words(result.Letters);
        foreach (var block in Examples(result.Letters))
            yield return block;
    }

    private static IEnumerable<ReportBlock> Corpus(CorpusCopies corpus)
    {
        yield return Words(corpus);
        yield return new Figures(new Figure(AuditCharts.Corpus(corpus).Draw(),
            $"Rows of {corpus.Part} by the share of their k-mers that the corpus has on either strand."));
        foreach (var block in Examples(corpus))
            yield return block;
    }

    private static IEnumerable<ReportBlock> Floor(KmerFloor floor) =>
    [
        Words(floor),
        new Figures(new Figure(AuditCharts.Floor(floor).Draw(),
            "The same baseline on the same rows, divided in different ways. Small dots are single splits.")),
        AuditTables.Floor(floor),
    ];

    private IEnumerable<string> Limits() =>
    [
        $"Rows are similar when the k-mers that they share (k = {result.NearDuplicates.K}) speak for an identity of "
            + $"{ReportText.Short(recipe.MinIdentity)} or more over the whole of the shorter one. More distant relatives, such as remote "
            + "homologues or RNAs of one fold, are not found, and a clean page does not say that there are none.",
        "Stretches and places were looked for on one row of each cluster of relatives, stretches from 12 bases on. Shorter "
            + "signals and combinations of signals are not found by these checks; a k-mer baseline shows what they are worth.",
        "A shortcut is a shortcut only by what the task is meant to be about: the audit can say what gives a class away, and "
            + "not whether it should.",
    ];

    private CommandBlock Command()
    {
        string text = RecipeWriter.Write(recipe);
        return new CommandBlock($"cat > audit.yaml <<'END'\n{text.TrimEnd()}\nEND\n{CommandText.Of("data audit", "audit.yaml")}",
            "Repeat this audit");
    }

    private static IEnumerable<ReportBlock> Examples(Finding finding) =>
        finding.Examples.Count > 0 ? [AuditTables.Examples(finding)] : [];

    private static Paragraph Words(Finding finding) =>
        new(finding.Severity == Severity.Fine ? Sentence(finding.Sentence) : $"{Sentence(finding.Sentence)} {finding.Meaning}");

    private static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}.";
}

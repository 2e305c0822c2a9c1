using Cistron.Data.Audit;
using Cistron.Data.Audit.Findings;
using Cistron.Data.Audit.Motifs;
using Cistron.Data.Verbs;
using Cistron.Runs.Reports;

namespace Cistron.Data.Reports;

/// <summary>The tables of an audit.</summary>
internal static class AuditTables
{
    private const int MostClasses = 50;
    private const int LongestStretch = 60;

    /// <summary>Every check with what it found.</summary>
    public static Table Findings(AuditResult result) => new("What each check found",
        [Column.Words("check"), Column.Words("verdict"), Column.Words("found")],
        [.. result.Findings.Select(finding => Row(finding.Title, Word(finding.Severity),
            (finding.Brief.Length > 0 ? finding.Brief : finding.Sentence).Replace("`", "", StringComparison.Ordinal)))]);

    /// <summary>Equal rows within and across parts.</summary>
    public static Table Duplicates(Duplicates found) => new("Rows that repeat the bases of others",
        [
            Column.Words("rows"), Column.Numbers("of"), Column.Numbers("same strand"), Column.Numbers("other strand"),
            Column.Numbers("share"),
        ],
        [.. found.Across.Concat(found.Within).Select(one => Row(
            one.Part == one.Of ? $"{one.Part}, repeating an earlier row of it" : $"{one.Part}, standing in {one.Of}",
            ReportText.Count(one.Rows), ReportText.Count(one.SameStrand), ReportText.Count(one.OtherStrand),
            ReportText.Percent(one.Share)))]);

    /// <summary>Similar rows across parts.</summary>
    public static Table Relatives(NearDuplicates found) => new(
        $"Rows with a relative of identity {ReportText.Short(found.MinIdentity)} or more, equal ones not counted",
        [Column.Words("rows"), Column.Numbers("of"), Column.Numbers("with a relative"), Column.Numbers("share")],
        [.. found.Across.Select(one => Row($"{one.Part}, related to {one.Of}", ReportText.Count(one.Rows),
            ReportText.Count(one.Near), ReportText.Percent(one.Share)))]);

    /// <summary>The trivial features.</summary>
    public static Table Shortcuts(Shortcuts found) => new(
        $"{Evaluation.Metrics.Metric.Named(found.Metric).Title} of trivial features, fitted to {ReportText.Count(found.FittedRows)} "
            + $"rows and judged on {ReportText.Count(found.JudgedRows)} others",
        [Column.Words("feature"), Column.Numbers("value"), Column.Numbers("95 % interval")],
        [.. found.Features.Select(one =>
            Row(one.Feature, ReportText.Number(one.Estimate.Value), ReportText.Interval(one.Estimate)))]);

    /// <summary>Stretches that stand in one class.</summary>
    public static Table Motifs(ClassMotifs found) => new("Stretches of one class, on rows that they were not chosen on",
        [
            Column.Words("stretch"), Column.Words("class"), Column.Numbers("bases"), Column.Numbers("in the class"),
            Column.Numbers("in the others"), Column.Numbers("log10 of the chance"), Column.Words("usual place"),
        ],
        [.. found.Motifs.Select(one => Row(Cut(one.Stretch), one.Class, $"{one.Stretch.Length}",
            ReportText.Percent(one.ClassShare), ReportText.Percent(one.OthersShare), $"{one.Log10Chance:0.0}", Place(one)))]);

    /// <summary>Places with one base in one class.</summary>
    public static Table Places(ConstantPlaces found) => new("Places at which one class has one base",
        [
            Column.Words("bases"), Column.Words("class"), Column.Words("first place"), Column.Numbers("in the class, at least"),
            Column.Numbers("in the others, at most"),
        ],
        [.. found.Places.Select(one => Row(Cut(one.Letters), one.Class, ConstantPlaces.Where(one),
            ReportText.Percent(one.ClassShare), ReportText.Percent(one.OthersShare)))]);

    /// <summary>Stretches that many rows of a class share.</summary>
    public static Table Stretches(RepeatedStretches found) => new("Stretches that many rows of one class share",
        [Column.Words("stretch"), Column.Words("class"), Column.Numbers("rows of the class"), Column.Numbers("other rows")],
        [.. found.Stretches.Select(one => Row(one.Stretch, one.Class, ReportText.Count(one.Rows), ReportText.Count(one.Others)))]);

    /// <summary>Rows of each class in each part, and what is true of them; at most fifty classes.</summary>
    public static Table Classes(AuditResult result)
    {
        string[] classes = [.. result.Balance.Parts[0].Classes.Keys];
        var lengths = result.Lengths.Classes.ToDictionary(one => one.Of);
        string cut = classes.Length > MostClasses ? $": the first {MostClasses} of {ReportText.Count(classes.Length)}" : "";
        return new Table($"Classes{cut}",
            [
                Column.Words("class"), .. result.Balance.Parts.Select(part => Column.Numbers($"{part.Part} rows")),
                Column.Numbers("shortest"), Column.Numbers("median bases"), Column.Numbers("longest"),
                Column.Numbers("share a stretch"),
            ],
            [.. classes.Take(MostClasses).Select(name => (IReadOnlyList<string>)
            [
                name, .. result.Balance.Parts.Select(part => ReportText.Count(part.Classes[name])),
                .. lengths.TryGetValue(name, out LengthSpread? length)
                    ? new[] { ReportText.Count(length.Shortest), ReportText.Count(length.Median), ReportText.Count(length.Longest) }
                    : ["–", "–", "–"],
                result.Stretches.ShareByClass.TryGetValue(name, out double share) ? ReportText.Percent(share) : "–",
            ])]);
    }

    /// <summary>The parts.</summary>
    public static Table Parts(AuditResult result)
    {
        var lengths = result.Lengths.Parts.ToDictionary(one => one.Of);
        return new Table("Parts",
            [
                Column.Words("part"), Column.Words("file"), Column.Numbers("rows"), Column.Numbers("bases"),
                Column.Numbers("shortest"), Column.Numbers("median"), Column.Numbers("longest"),
            ],
            [.. result.Balance.Parts.Select(one => Row(one.Part, one.File, ReportText.Count(one.Rows), ReportText.Count(one.Bases),
                ReportText.Count(lengths[one.Part].Shortest), ReportText.Count(lengths[one.Part].Median),
                ReportText.Count(lengths[one.Part].Longest)))]);
    }

    /// <summary>The k-mer baseline under each way to divide the rows.</summary>
    public static Table Floor(KmerFloor floor) => new(
        "K-mer counts with a linear model; means over splits, with the mean ends of the 95 % intervals",
        [
            Column.Words("rows divided"), Column.Numbers("splits"), Column.Numbers("train rows"), Column.Numbers("test rows"),
            Column.Numbers("of unseen classes"),
            .. floor.Scores[0].Metrics.Keys.SelectMany(metric => new[]
            {
                Column.Numbers(Evaluation.Metrics.Metric.Named(metric).Title), Column.Numbers("95 % interval"),
            }),
        ],
        [.. floor.Scores.Select(score => (IReadOnlyList<string>)
        [
            KmerFloor.SplitWords(score.Split), $"{score.Values.First().Value.Count}", ReportText.Count(score.TrainRows),
            ReportText.Count(score.TestRows), ReportText.Percent(score.UnseenShare),
            .. score.Metrics.Values.SelectMany(estimate => new[] { ReportText.Number(estimate.Value), ReportText.Interval(estimate) }),
        ])]);

    /// <summary>The examples of a finding: what is to be seen, and the rows.</summary>
    public static Table Examples(Finding finding) => new($"{finding.Title}: examples",
        [Column.Words("seen"), Column.Words("rows"), Column.Words("ids"), Column.Words("labels")],
        [.. finding.Examples.Select(example => Row(Cut(example.What), Join(example.Rows.Select(row => row.Place)),
            Join(example.Rows.Select(row => row.Id)), Join(example.Rows.Select(row => row.Label))))]);

    /// <summary>A severity as tables show it.</summary>
    public static string Word(Severity severity) => $"{severity}".ToLowerInvariant();

    private static string Place(ClassMotif motif) => motif.PlaceShare < 0.5 ? "anywhere"
        : $"base {(motif.Place >= 0 ? $"{ReportText.Count(motif.Place + 1)}" : $"{ReportText.Count(-motif.Place)} from the end")} "
            + $"({ReportText.Percent(motif.PlaceShare)})";

    private static string Cut(string text) => text.Length <= LongestStretch ? text : $"{text[..(LongestStretch - 1)]}…";

    private static string Join(IEnumerable<string> words) => string.Join(", ", words.Select(word => Cut(word)));

    private static string[] Row(params string[] cells) => cells;
}

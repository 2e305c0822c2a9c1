using Cistron.Data.Audit.Motifs;
using Cistron.Data.Reports;

namespace Cistron.Data.Audit.Findings;

/// <summary>
/// Rows that share an exact stretch of 24 bases with three or more other rows of their class and hardly any of the
/// others, though they are not similar as a whole. A warning when the share of such rows is higher by 30 points in one
/// class than in the others, a note from 10 points on.
/// </summary>
public sealed record RepeatedStretches : Finding
{
    private const double Strong = 0.3;
    private const double Weak = 0.1;

    /// <inheritdoc />
    public override string Title => "Material that repeats within one class";

    /// <inheritdoc />
    public override string Meaning =>
        "Where one class is put together from pieces that repeat, a model needs only to have seen the pieces; it happens "
        + "when negatives are shuffled, joined or drawn from few places.";

    /// <summary>Bases of a stretch.</summary>
    public required int StretchBases { get; init; }

    /// <summary>The share of rows with such a stretch in each class; empty unless rows have classes.</summary>
    public required IReadOnlyDictionary<string, double> ShareByClass { get; init; }

    /// <summary>The stretches that most rows of a class share.</summary>
    public required IReadOnlyList<SharedStretch> Stretches { get; init; }

    /// <summary>Looks for them.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="rows">The rows to look at: one of each group of similar ones.</param>
    public static RepeatedStretches In(AuditedData data, IReadOnlyList<int> rows)
    {
        if (!data.HasClasses)
            return new RepeatedStretches
            {
                Severity = Severity.Fine,
                Sentence = "not looked for: the task has no classes",
                Brief = "",
                StretchBases = StretchSearch.StretchBases,
                ShareByClass = new Dictionary<string, double>(),
                Stretches = [],
            };
        var search = new StretchSearch(data, rows);
        var stretches = search.Find();
        int[][] byClass = data.RowsByClass(rows);
        double[] marked = [.. byClass.Select(own => (double)own.Count(search.Marked.Contains))];
        double[] shares = [.. marked.Select((count, label) => Share(count, byClass[label].Length))];
        double[] others = [.. marked.Select((count, label) => Share(search.Marked.Count - count, rows.Count - byClass[label].Length))];
        // Among a handful of rows any share is an accident.
        int most = Enumerable.Range(0, shares.Length)
            .MaxBy(label => byClass[label].Length < MotifSearch.FewestRows ? double.MinValue : shares[label] - others[label]);
        double apart = byClass[most].Length < MotifSearch.FewestRows ? 0 : shares[most] - others[most];
        return new RepeatedStretches
        {
            Severity = apart >= Strong ? Severity.Warning : apart >= Weak ? Severity.Note : Severity.Fine,
            Sentence = apart < Weak
                ? $"no class shares many more stretches of {StretchSearch.StretchBases} bases among its rows than the others"
                : $"{ReportText.Percent(shares[most])} of class {data.Task.Labels[most]} share a stretch of {StretchSearch.StretchBases} "
                    + $"bases with other rows of the class, {ReportText.Percent(others[most])} of the rest do",
            Brief = apart < Weak ? "" : $"{ReportText.Percent(shares[most])} of class {data.Task.Labels[most]} share stretches",
            StretchBases = StretchSearch.StretchBases,
            ShareByClass = Enumerable.Range(0, shares.Length).ToDictionary(label => data.Task.Labels[label], label => shares[label]),
            Stretches = stretches,
        };
    }
}

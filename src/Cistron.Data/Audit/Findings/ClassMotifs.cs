using System.Text;
using Cistron.Data.Audit.Motifs;
using Cistron.Data.Reports;

namespace Cistron.Data.Audit.Findings;

/// <summary>
/// Exact stretches of twelve bases or more in at least 5 % of the rows of one class and at most a quarter of that in the
/// others, beyond chance. A warning when one stands in 20 % of a class, or is 20 bases long; a note for any other.
/// </summary>
public sealed record ClassMotifs : Finding
{
    private const double LargeShare = 0.2;
    private const int Long = 20;

    /// <inheritdoc />
    public override string Title => "Stretches of one class";

    /// <inheritdoc />
    public override string Meaning =>
        "An adapter, a linker, a vector or a constant flank gives a class away without any biology; a binding motif or a "
        + "conserved element does so rightly: look at the stretches and say which they are.";

    /// <summary>Rows looked at, one of each group of similar ones; 0 when the task has no classes.</summary>
    public required int Rows { get; init; }

    /// <summary>The stretches, those in the largest share of a class first.</summary>
    public required IReadOnlyList<ClassMotif> Motifs { get; init; }

    /// <summary>Looks for them.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="rows">The rows to look at: one of each group of similar ones.</param>
    /// <param name="seed">The seed by which rows are divided.</param>
    /// <param name="stop">Ends the search.</param>
    public static ClassMotifs In(AuditedData data, IReadOnlyList<int> rows, ulong seed, CancellationToken stop)
    {
        var motifs = data.HasClasses ? new MotifSearch(data, rows, seed).Find(stop) : [];
        return new ClassMotifs
        {
            Severity = motifs.Any(motif => motif.ClassShare >= LargeShare || motif.Stretch.Length >= Long) ? Severity.Warning
                : motifs.Count > 0 ? Severity.Note : Severity.Fine,
            Sentence = Words(data, motifs),
            Brief = motifs.Count == 0 ? "" : $"`{Shortened(motifs[0].Stretch)}` stands in {ReportText.Percent(motifs[0].ClassShare)} of class "
                + motifs[0].Class,
            Rows = data.HasClasses ? rows.Count : 0,
            Motifs = motifs,
            Examples = [.. motifs.Select(motif => Example(data, rows, motif))],
        };
    }

    private static Example Example(AuditedData data, IReadOnlyList<int> rows, ClassMotif motif)
    {
        byte[] core = Encoding.ASCII.GetBytes(motif.Core);
        return new Example(motif.Stretch, [.. rows
            .Where(row => data.Samples[row].Label == motif.Class && data.Bases[row].AsSpan().IndexOf(core) >= 0)
            .Take(2).Select(data.Refer)]);
    }

    private static string Words(AuditedData data, IReadOnlyList<ClassMotif> motifs)
    {
        if (!data.HasClasses)
            return "not looked for: the task has no classes";
        if (motifs.Count == 0)
            return $"no stretch of {MotifSearch.CoreBases} bases stands in {ReportText.Percent(MotifSearch.LeastShare)} of a class and "
                + "hardly in the others";
        var first = motifs[0];
        return $"{(motifs.Count == 1 ? "one stretch stands" : $"{motifs.Count} stretches stand")} in one class and hardly in the others, "
            + $"such as `{Shortened(first.Stretch)}` in {ReportText.Percent(first.ClassShare)} of class {first.Class} and "
            + $"{ReportText.Percent(first.OthersShare)} of the rest";
    }

    /// <summary>A stretch that fits into a sentence.</summary>
    internal static string Shortened(string stretch) =>
        stretch.Length <= 30 ? stretch : $"{stretch[..14]}…{stretch[^14..]}";
}

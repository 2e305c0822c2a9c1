using Cistron.Data.Audit.Findings;
using Cistron.Runs;
using Cistron.Sequences.Datasets;

namespace Cistron.Data.Audit;

/// <summary>
/// The part of an audit that takes seconds, for verbs that train on the rows: equal rows and shuffled twins across
/// parts, label conflicts, and what length and GC content say alone. Of labels of single bases it says nothing.
/// </summary>
/// <param name="Duplicates">Equal sequences.</param>
/// <param name="Twins">Sequences that are others shuffled.</param>
/// <param name="Conflicts">Equal sequences with different labels; null in a task of bases.</param>
/// <param name="Shortcuts">What length and GC content say; null in a task of bases.</param>
public sealed record QuickAudit(Duplicates Duplicates, ShuffledTwins Twins, LabelConflicts? Conflicts, Shortcuts? Shortcuts)
{
    /// <summary>The sentences of what calls for a warning.</summary>
    public IReadOnlyList<string> Warnings => [.. Sentences(Severity.Warning)];

    /// <summary>Looks at the rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="seed">The seed of the bootstrap.</param>
    public static QuickAudit Of(AuditedData data, ulong seed) => data.Task.Kind.IsPerBase()
        ? new(Duplicates.In(data), ShuffledTwins.In(data), null, null)
        : new(Duplicates.In(data), ShuffledTwins.In(data), LabelConflicts.In(data), Shortcuts.OfLengthAndGc(data, seed));

    /// <summary>Tells warnings each on a line, and everything else worth knowing on one.</summary>
    public void Tell(IWorkLog log)
    {
        foreach (string warning in Warnings)
            log.Warn(warning);
        string[] notes = [.. Sentences(Severity.Note)];
        if (Warnings.Count == 0 && notes.Length == 0)
            log.Note(Shortcuts is null ? "audit: no sequence stands in two parts"
                : "audit: no row stands in two parts, no sequence has two labels, and neither length nor GC content alone tells "
                    + "the labels; 'data audit' looks closer");
        else if (notes.Length > 0)
            log.Note($"audit: {string.Join("; ", notes)}");
    }

    private IEnumerable<string> Sentences(Severity severity) => new Finding?[] { Duplicates, Twins, Conflicts, Shortcuts }
        .OfType<Finding>().Where(finding => finding.Severity == severity).Select(finding => finding.Sentence);
}

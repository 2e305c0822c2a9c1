using Cistron.Sequences.Datasets;
using Cistron.Sequences.Splitting;

namespace Cistron.Data.Tables;

/// <summary>The labels that a draw of rows keeps in proportion, as <see cref="StratifiedOrder"/> takes them.</summary>
public static class BalancedLabels
{
    /// <summary>The class of each row; where rows have no classes, the same for all: each number would be a class of its own.</summary>
    /// <param name="samples">The rows.</param>
    /// <param name="kind">The kind of task.</param>
    public static string[] Of(IEnumerable<LabelledSequence> samples, TaskKind kind) =>
        [.. samples.Select(sample => kind == TaskKind.MultiClass ? sample.Label : "")];
}

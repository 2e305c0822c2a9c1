using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;

namespace Cistron.Data.Tables;

/// <summary>A labelled table in memory, its sequences brought into the model's alphabet.</summary>
/// <param name="File">The table's file.</param>
/// <param name="LabelColumn">The column that labels were taken from.</param>
/// <param name="Samples">The rows in the order of the file.</param>
/// <param name="Letters">What was met and replaced in the sequences.</param>
public sealed record LabelledData(
    string File, string LabelColumn, IReadOnlyList<LabelledSequence> Samples, LetterCounts Letters)
{
    /// <summary>Reads a table.</summary>
    /// <param name="path">CSV or TSV, plain or gzip.</param>
    /// <param name="alphabet">The model's alphabet.</param>
    /// <param name="sequenceColumn">The column of sequences; null to find it.</param>
    /// <param name="labelColumn">The column of labels; null to find it.</param>
    /// <param name="partColumn">The column that tells train, dev and test apart; null for none.</param>
    /// <param name="task">What the labels are for; null when that is not known yet.</param>
    /// <exception cref="InputException">The table is wrong, or a sequence has a strange letter.</exception>
    public static LabelledData Read(string path, Alphabet alphabet, string? sequenceColumn, string? labelColumn,
        string? partColumn = null, TaskKind? task = null)
    {
        using var table = LabelledTable.Open(path, sequenceColumn, labelColumn, partColumn, task);
        var cleaner = new SequenceCleaner(alphabet, table.File);
        var samples = new List<LabelledSequence>();
        foreach (var sample in table.Read())
        {
            cleaner.Clean(sample.Bases, sample.Id, sample.Line);
            samples.Add(sample);
        }
        return new LabelledData(table.File, table.LabelColumn, samples, cleaner.Counts);
    }

    /// <summary>The same table with some of its rows.</summary>
    public LabelledData Select(IEnumerable<int> rows) => this with { Samples = [.. rows.Select(row => Samples[row])] };

    /// <summary>
    /// The same table where bases beyond the labels of their sequence count as not measured; see
    /// <see cref="BaseLabels.Complete"/>.
    /// </summary>
    public LabelledData CompleteLabels(TaskKind kind) =>
        this with { Samples = [.. Samples.Select(sample => BaseLabels.Complete(sample, kind))] };

    /// <summary>Bases of the longest sequence.</summary>
    public int LongestBases => Samples.Max(s => s.Bases.Length);

    /// <summary>Bases of the median sequence; of an even number, of the longer of the two in the middle.</summary>
    public int MedianBases => Samples.Select(s => s.Bases.Length).Order().ElementAt(Samples.Count / 2);
}

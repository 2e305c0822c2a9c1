using System.Globalization;
using Cistron.Runs.Folders;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats.Tables;
using Cistron.Training.Data;

namespace Cistron.Training.Reports;

/// <summary>
/// The file <c>predictions.tsv</c> of a run whose task is one of bases: for each measured base the sequence's id, the
/// 1-based position in it, the letter, the label and every output of every method.
/// </summary>
public static class PerBasePredictionTable
{
    /// <summary>Writes the bases, atomically.</summary>
    public static void Write(string path, JudgedRows rows) => AtomicFile.Write(path, stream =>
    {
        var table = new TableWriter(stream, '\t',
            ["id", "position", "base", "label", .. rows.Arms.SelectMany(arm => PredictionTable.Columns(rows.Task, arm.Name))]);
        double[][] targets = TaskTargets.Of(rows.Task, rows.Table);
        int judged = 0;
        foreach (var (sample, target) in rows.Table.Samples.Zip(targets))
            for (int i = 0; i < target.Length; i++)
            {
                if (!double.IsFinite(target[i]))
                    continue;
                table.Write([
                    sample.Id, (i + 1).ToString(CultureInfo.InvariantCulture), ((char)sample.Bases[i]).ToString(),
                    Label(rows, target[i]), .. rows.Arms.SelectMany(arm => arm.Outputs[judged].Select(PredictionTable.Text))]);
                judged++;
            }
    });

    private static string Label(JudgedRows rows, double target) =>
        rows.Task.Kind.HasClasses() ? rows.Task.Outputs[(int)target] : PredictionTable.Text(target);
}

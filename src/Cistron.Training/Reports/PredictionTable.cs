using System.Globalization;
using Cistron.Data.Tables;
using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Training.Data;

namespace Cistron.Training.Reports;

/// <summary>
/// The file <c>predictions.tsv</c> of a run: id, label and every output of every method for each judged row. Numbers
/// are written so that they read back the same: each metric of <c>result.json</c> can be computed again from this file.
/// </summary>
public static class PredictionTable
{
    private const int FirstOutput = 2;

    /// <summary>Where the file of a run is.</summary>
    public static string PathIn(RunPaths run) => Path.Combine(run.Root, "predictions.tsv");

    /// <summary>Writes the rows, atomically.</summary>
    public static void Write(string path, JudgedRows rows) => AtomicFile.Write(path, stream =>
    {
        var table = new TableWriter(stream, '\t',
            ["id", "label", .. rows.Arms.SelectMany(arm => Columns(rows.Task, arm.Name))]);
        foreach (var (row, sample) in rows.Table.Samples.Index())
            table.Write([sample.Id, sample.Label, .. rows.Arms.SelectMany(arm => arm.Outputs[row].Select(Text))]);
    });

    /// <summary>Reads the file of a run and judges its methods again: the same seed gives the same intervals.</summary>
    /// <param name="path">The file.</param>
    /// <param name="task">The task, as the run's model folder holds it.</param>
    /// <param name="seed">The run's seed.</param>
    /// <returns>The rows without their sequences, which the file does not hold.</returns>
    /// <exception cref="InputException">The file is missing or damaged, or belongs to another task.</exception>
    public static JudgedRows Read(string path, SequenceTask task, ulong seed)
    {
        using var table = TableReader.Open(path);
        string[] names = Names(table, task);
        List<LabelledSequence> samples = [];
        List<double[]>[] outputs = [.. names.Select(_ => new List<double[]>())];
        while (table.Next())
        {
            samples.Add(new LabelledSequence(table.Text(0), [], table.Text(1), table.Line));
            foreach (var (arm, of) in outputs.Index())
                of.Add([.. Enumerable.Range(0, task.Outputs.Count)
                    .Select(i => Number(table, FirstOutput + arm * task.Outputs.Count + i))]);
        }
        if (samples.Count == 0)
            throw table.HeaderFault("the table has no rows", "one for each judged row was expected", "run it again");
        var rows = new LabelledData(table.File, table.Columns[1], samples, default(LetterCounts));
        double[][] targets = TaskTargets.Of(task, rows);
        return new JudgedRows(task, rows,
            [.. names.Zip(outputs, (name, of) => Arm.Of(name, task, [.. of], targets, seed))]);
    }

    internal static IEnumerable<string> Columns(SequenceTask task, string arm) =>
        task.Kind.IsNumeric() ? [arm] : task.Outputs.Select(output => arm + Suffix(output));

    private static string Suffix(string output) => $"_p_{output}";

    /// <summary>The methods' names; checks that the columns are those of the task.</summary>
    private static string[] Names(TableReader table, SequenceTask task)
    {
        string[] columns = [.. table.Columns.Skip(FirstOutput)];
        string suffix = task.Kind.IsNumeric() ? "" : Suffix(task.Outputs[0]);
        string[] names = [.. columns.Chunk(task.Outputs.Count)
            .Select(arm => arm[0].EndsWith(suffix, StringComparison.Ordinal) ? arm[0][..^suffix.Length] : arm[0])];
        // The header was trimmed when it was read, and a name may begin or end with a space.
        var expected = names.SelectMany(name => Columns(task, name)).Select(column => column.Trim());
        if (names.Length == 0 || !columns.SequenceEqual(expected))
            throw table.HeaderFault($"the columns are {table.ColumnNames()}",
                "id, label and the outputs of the task were expected",
                "give the predictions.tsv of a run of this task");
        return names;
    }

    private static double Number(TableReader table, int column) =>
        LabelNumber.TryParse(table.Text(column), out double number)
            ? number
            : throw table.Fault($"{InputException.Quote(table.Text(column))} is not a number",
                $"column {InputException.Quote(table.Columns[column])} holds numbers", "run it again");

    internal static string Text(double output) => output.ToString("R", CultureInfo.InvariantCulture);
}

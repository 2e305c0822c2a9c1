using Cistron.Models.Folders;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Training.Reports;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Reports;

public sealed class PredictionTableTests : IDisposable
{
    private static readonly SequenceTask Binary = SampleReports.Task(TaskKind.MultiClass, "no", "yes");

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["predictions.tsv"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(TaskKind.MultiClass, "no", "yes")]
    [InlineData(TaskKind.MultiClass, "a\tb", "\"quoted\"", "αβ")]
    [InlineData(TaskKind.MultiLabel, "label", "id", "<b>")]
    [InlineData(TaskKind.Regression, "expression")]
    public void Every_metric_and_interval_can_be_computed_again_from_the_table(TaskKind kind, params string[] outputs)
    {
        SequenceTask task = SampleReports.Task(kind, outputs);
        JudgedRows rows = SampleReports.Rows(task, 60, ("model", 0.4), ("baseline", 0.2));

        PredictionTable.Write(Path, rows);
        JudgedRows read = PredictionTable.Read(Path, task, seed: 3);

        Assert.Equal(["model", "baseline"], read.Arms.Select(arm => arm.Name));
        Assert.Equal(rows.Table.Samples.Select(s => (s.Id, s.Label)), read.Table.Samples.Select(s => (s.Id, s.Label)));
        foreach (var (written, again) in rows.Arms.Zip(read.Arms))
        {
            Assert.Equal(written.Outputs, again.Outputs);
            Assert.Equal(written.Judgement.Metrics, again.Judgement.Metrics);
        }
    }

    [Fact]
    public void The_columns_say_whose_output_they_hold()
    {
        PredictionTable.Write(Path, SampleReports.Rows(Binary, 4, ("model", 1), ("baseline", 1)));

        string[] lines = File.ReadAllLines(Path);

        Assert.Equal("id\tlabel\tmodel_p_no\tmodel_p_yes\tbaseline_p_no\tbaseline_p_yes", lines[0]);
        Assert.Equal("row1\tyes\t0\t1\t0\t1", lines[2]);
        Assert.Equal(5, lines.Length);
    }

    [Theory]
    [InlineData("no", "maybe")]
    [InlineData("no", "yes", "maybe")]
    public void A_table_of_another_task_is_refused(params string[] outputs)
    {
        PredictionTable.Write(Path, SampleReports.Rows(Binary, 4, ("model", 1)));

        var fault = Assert.Throws<InputException>(() =>
            PredictionTable.Read(Path, SampleReports.Task(TaskKind.MultiClass, outputs), seed: 1));

        Assert.Contains("give the predictions.tsv of a run of this task", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_number_is_named_with_its_line_and_column()
    {
        _folder.Write("predictions.tsv", "id\tlabel\tmodel_p_no\tmodel_p_yes\nr1\tno\t0.5\t0.5\nr2\tyes\t0.5\tx\n");

        var fault = Assert.Throws<InputException>(() => PredictionTable.Read(Path, Binary, seed: 1));

        Assert.Contains("predictions.tsv:3: 'x' is not a number", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'model_p_yes'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_rows_is_refused()
    {
        _folder.Write("predictions.tsv", "id\tlabel\tmodel\n");

        SequenceTask task = SampleReports.Task(TaskKind.Regression, "y");

        Assert.Throws<InputException>(() => PredictionTable.Read(Path, task, seed: 1));
    }
}

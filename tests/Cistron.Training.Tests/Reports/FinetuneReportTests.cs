using System.Xml.Linq;
using Cistron.Data.Reports;
using Cistron.Evaluation.Metrics;
using Cistron.Runs.Reports;
using Cistron.Sequences.Datasets;
using Cistron.Training.Reports;

namespace Cistron.Training.Tests.Reports;

public sealed class FinetuneReportTests
{
    [Theory]
    [InlineData(TaskKind.MultiClass, "0", "1")]
    [InlineData(TaskKind.MultiClass, "EI", "IE", "N")]
    [InlineData(TaskKind.MultiLabel, "a", "b")]
    [InlineData(TaskKind.Regression, "expression")]
    public void The_page_shows_every_metric_of_model_baseline_and_difference_with_its_interval(
        TaskKind kind, params string[] outputs)
    {
        FinetuneReport report = SampleReports.Finetune(Compared(kind, outputs));

        string text = SampleReports.Parse(report.Page()).Value;

        IEnumerable<Estimate> shown = report.Result.Test!.Metrics.Values
            .Concat(report.Result.Baseline!.Metrics.Values).Concat(report.Result.Difference!.Values);
        Assert.All(shown, estimate => Assert.Contains(ReportText.Interval(estimate), text, StringComparison.Ordinal));
        Assert.All(shown, estimate => Assert.Contains(ReportText.Number(estimate.Value), text, StringComparison.Ordinal));
        Assert.Contains("412,802 weights", text, StringComparison.Ordinal);
        Assert.Contains("fine-tuned from runs/ecoli/model on 300 labelled rows", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TaskKind.MultiClass)]
    [InlineData(TaskKind.MultiLabel)]
    [InlineData(TaskKind.Regression)]
    public void Names_of_any_kind_stay_text(TaskKind kind)
    {
        string[] hostile = ["<script>alert(1)</script>", "\"><img onerror=x>", "`</code>`"];
        string[] harmless = ["a", "b", "c"];
        int outputs = kind == TaskKind.Regression ? 1 : 3;

        XElement plain = SampleReports.Parse(SampleReports.Finetune(Compared(kind, harmless[..outputs])).Page());
        XElement page = SampleReports.Parse(SampleReports.Finetune(Compared(kind, hostile[..outputs])).Page());

        Assert.Single(page.Descendants("script"));
        Assert.Empty(page.Descendants("img"));
        Assert.Equal(plain.Descendants("section").Count(), page.Descendants("section").Count());
        Assert.Equal(plain.Descendants("figure").Count(), page.Descendants("figure").Count());
        Assert.Contains("<script>alert(1)</script>", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_phases_of_a_run_are_listed_with_what_each_came_to()
    {
        FinetuneReport report = SampleReports.Finetune(Compared(TaskKind.MultiClass, ["0", "1"]));

        string plain = SampleReports.Parse(report.Page()).Value;
        string phased = SampleReports.Parse((report with { Plan = SampleReports.Plan("head", "all", "all") }).Page()).Value;

        Assert.Contains("1: head", phased, StringComparison.Ordinal);
        Assert.Contains("2: all", phased, StringComparison.Ordinal);
        Assert.DoesNotContain("3: all", phased, StringComparison.Ordinal);      // training stopped before it
        Assert.Contains("validation at the end of each", phased, StringComparison.Ordinal);
        Assert.DoesNotContain("validation at the end of each", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_a_baseline_says_what_that_leaves_open()
    {
        JudgedRows rows = SampleReports.Rows(SampleReports.Task(TaskKind.MultiClass, "0", "1"), 60, ("model", 0.5));

        XElement page = SampleReports.Parse(SampleReports.Finetune(rows).Page());

        Assert.Contains(Callouts(page), text => text.Contains("No baseline was fitted", StringComparison.Ordinal));
        Assert.DoesNotContain("k-mer baseline reaches", page.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("Model and baseline", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_test_rows_warns_that_dev_rows_flatter_the_model()
    {
        JudgedRows rows = Compared(TaskKind.MultiClass, "0", "1");

        XElement page = SampleReports.Parse(SampleReports.Finetune(rows, hasTest: false).Page());

        Assert.Contains(Callouts(page), text => text.Contains("There is no test table", StringComparison.Ordinal));
        Assert.Contains("On 60 dev rows it reaches MCC", page.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("test rows", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_loses_against_its_baseline_is_shown_with_a_warning()
    {
        JudgedRows rows = SampleReports.Rows(
            SampleReports.Task(TaskKind.MultiClass, "0", "1"), 60, ("model", 0.05), ("baseline", 1));

        XElement page = SampleReports.Parse(SampleReports.Finetune(rows).Page());

        Assert.Contains(Callouts(page), text => text.StartsWith(
            "Warning The model is worse than the k-mer baseline on these rows", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_that_loses_against_letters_by_place_is_shown_with_a_warning_and_its_difference()
    {
        JudgedRows rows = SampleReports.Rows(SampleReports.Task(TaskKind.MultiClass, "0", "1"), 60,
            ("model", 0.3), ("baseline", 0.05), ("positions", 1));
        FinetuneReport report = SampleReports.Finetune(rows);

        XElement page = SampleReports.Parse(report.Page());

        Assert.Contains(Callouts(page), text => text.StartsWith(
            "Warning The model is worse than the position baseline on these rows", StringComparison.Ordinal));
        Assert.Contains("letters by their places 1.000", page.Value, StringComparison.Ordinal);
        Assert.Contains("model − positions", page.Value, StringComparison.Ordinal);
        Assert.All(report.Result.PositionBaseline!.Difference.Values,
            estimate => Assert.Contains(ReportText.Interval(estimate), page.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Warnings_of_the_result_stand_at_the_top()
    {
        FinetuneReport report = SampleReports.Finetune(Compared(TaskKind.MultiClass, "0", "1"));
        report = report with { Result = report.Result with { Warnings = ["Collapse: all is one."], LongSequences = 7 } };

        XElement page = SampleReports.Parse(report.Page());

        Assert.Contains(Callouts(page), text => text.Contains("Collapse: all is one.", StringComparison.Ordinal));
        Assert.Contains(Callouts(page), text => text.Contains("7 sequences are longer", StringComparison.Ordinal));
    }

    [Fact]
    public void Many_classes_are_left_to_the_tables()
    {
        string[] classes = [.. Enumerable.Range(0, 60).Select(i => $"class{i}")];
        JudgedRows rows = SampleReports.Rows(
            SampleReports.Task(TaskKind.MultiClass, classes), 120, ("model", 0.9), ("baseline", 0.2));

        ReportPage page = SampleReports.Finetune(rows).Page();

        ReportBlock[] blocks = [.. page.Sections.SelectMany(section => section.Blocks)];
        string[] titles = [.. blocks.OfType<Figures>().SelectMany(f => f.Plots).Select(figure => figure.Plot.Title)];
        Assert.DoesNotContain(titles, title => title.StartsWith("ROC", StringComparison.Ordinal));
        Assert.DoesNotContain(titles, title => title.StartsWith("Confusion", StringComparison.Ordinal));
        Table table = blocks.OfType<Table>().Single(table => table.Columns[0].Name == "class");
        Assert.Equal(50, table.Rows.Count);
        Assert.Contains("the first 50 of 60", table.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_judged_rows_leaves_its_curves_empty()
    {
        var task = SampleReports.Task(TaskKind.MultiClass, "a", "b", "c");
        JudgedRows all = SampleReports.Rows(task, 60, ("model", 0.5), ("baseline", 0.3));
        int[] kept = [.. Enumerable.Range(0, 60).Where(row => all.Targets[row][0] != 2)];
        var table = all.Table.Select(kept);
        double[][] targets = [.. kept.Select(row => all.Targets[row])];
        var rows = new JudgedRows(task, table, [.. all.Arms.Select(arm =>
            Arm.Of(arm.Name, task, [.. kept.Select(row => arm.Outputs[row])], targets, seed: 1))]);

        XElement page = SampleReports.Parse(SampleReports.Finetune(rows).Page());

        Assert.Contains(Callouts(page), text => text.Contains("Class 'c' has no test rows", StringComparison.Ordinal));
        Assert.Contains("no data", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_class_table_counts_the_rows_of_every_part()
    {
        Table table = ResultTables.Classes(Compared(TaskKind.MultiClass, "a", "b", "c"),
            [("train", SampleReports.Rows(SampleReports.Task(TaskKind.MultiClass, "a", "b", "c"), 4).Table)]);

        Assert.Equal(["class", "train rows", "predicted"], table.Columns.Take(3).Select(column => column.Name));
        Assert.Equal(["2 (50.0 %)", "1 (25.0 %)", "1 (25.0 %)"], table.Rows.Select(row => row[1]));
    }

    private static JudgedRows Compared(TaskKind kind, params string[] outputs) =>
        SampleReports.Rows(SampleReports.Task(kind, outputs), 60, ("model", 0.6), ("baseline", 0.3));

    private static IEnumerable<string> Callouts(XElement page) =>
        page.Descendants("aside").Select(aside => aside.Value.Trim());
}

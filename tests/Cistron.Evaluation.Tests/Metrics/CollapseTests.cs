using Cistron.Evaluation.Metrics;

namespace Cistron.Evaluation.Tests.Metrics;

public class CollapseTests
{
    private static readonly string[] Names = ["promoter", "other"];

    [Fact]
    public void One_class_in_all_predictions_is_told_with_its_share_of_the_labels()
    {
        ConfusionMatrix confusion = new([[0, 48], [0, 52]]);

        string? warning = Collapse.Check(confusion, Names);

        Assert.StartsWith(
            "Collapse: 100 % of the predictions are class 'other', which is only 52 % of the labels;", warning,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_are_nearly_one_class_do_not_count_as_collapse()
    {
        ConfusionMatrix confusion = new([[1, 0], [0, 999]]);

        Assert.Null(Collapse.Check(confusion, Names));
    }

    [Fact]
    public void Predictions_that_are_no_better_than_chance_are_told()
    {
        ConfusionMatrix confusion = new([[25, 25], [25, 25]]);

        string? warning = Collapse.Check(confusion, Names);

        Assert.StartsWith("MCC is 0", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_useful_model_gets_no_warning()
    {
        ConfusionMatrix confusion = new([[30, 20], [10, 40]]);

        Assert.Null(Collapse.Check(confusion, Names));
    }

    [Fact]
    public void Labels_of_one_class_leave_nothing_to_tell()
    {
        ConfusionMatrix confusion = new([[10, 0], [0, 0]]);

        Assert.Null(Collapse.Check(confusion, Names));
    }
}

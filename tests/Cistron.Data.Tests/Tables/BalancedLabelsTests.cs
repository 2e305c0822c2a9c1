using Cistron.Data.Tables;
using Cistron.Sequences.Datasets;

namespace Cistron.Data.Tests.Tables;

public class BalancedLabelsTests
{
    private static readonly LabelledSequence[] Samples = [new("x", [], "1", 2), new("y", [], "2", 3)];

    [Fact]
    public void Classes_are_kept_in_proportion() =>
        Assert.Equal(["1", "2"], BalancedLabels.Of(Samples, TaskKind.MultiClass));

    [Theory]
    [InlineData(TaskKind.MultiLabel)]
    [InlineData(TaskKind.Regression)]
    public void Rows_without_classes_are_all_alike(TaskKind kind) =>
        Assert.Single(BalancedLabels.Of(Samples, kind).Distinct());
}

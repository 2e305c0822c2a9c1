using Cistron.Data.Tables;
using Cistron.Sequences.Datasets;

namespace Cistron.Data.Tests.Tables;

public class SubsetsTests
{
    [Theory]
    [InlineData(50, 50)]
    [InlineData(60, 30, 10)]
    [InlineData(91, 1, 1, 1, 1, 1, 1, 1, 1, 1)]
    public void Every_first_part_has_all_classes_in_proportion_give_or_take_half_a_row_for_each(params int[] counts)
    {
        var samples = Samples([.. counts.Select((count, label) => ($"{label}", count))]);

        int[] order = Subsets.StratifiedOrder(samples, TaskKind.MultiClass, seed: 1, "train rows");

        for (int rows = 1; rows <= order.Length; rows++)
            for (int label = 0; label < counts.Length; label++)
            {
                int found = order.Take(rows).Count(row => samples[row].Label == $"{label}");
                double proportion = rows * counts[label] / (double)order.Length;
                Assert.InRange(found, proportion - counts.Length / 2.0, proportion + counts.Length / 2.0);
            }
    }

    [Theory]
    [InlineData(TaskKind.MultiClass)]
    [InlineData(TaskKind.MultiLabel)]
    [InlineData(TaskKind.Regression)]
    public void An_order_holds_every_row_once_and_is_another_for_another_seed_or_stream(TaskKind kind)
    {
        var samples = Samples(("1", 50), ("2", 50));

        int[] order = Subsets.StratifiedOrder(samples, kind, seed: 1, "train rows");

        Assert.Equal(Enumerable.Range(0, 100), order.Order());
        Assert.Equal(order, Subsets.StratifiedOrder(samples, kind, seed: 1, "train rows"));
        Assert.NotEqual(order, Subsets.StratifiedOrder(samples, kind, seed: 2, "train rows"));
        Assert.NotEqual(order, Subsets.StratifiedOrder(samples, kind, seed: 1, "dev rows"));
    }

    [Fact]
    public void Which_rows_of_a_class_come_first_is_drawn()
    {
        var samples = Samples(("a", 100), ("b", 100));

        int[] first = [.. Subsets.StratifiedOrder(samples, TaskKind.MultiClass, seed: 1, "train rows").Take(20)];

        Assert.InRange(first.Count(row => row < 100), 9, 11);
        Assert.InRange(first.Where(row => row < 100).Average(), 20, 80);
    }

    private static LabelledSequence[] Samples(params (string Label, int Count)[] classes) =>
        [.. classes.SelectMany(c => Enumerable.Repeat(new LabelledSequence("x", [], c.Label, 2), c.Count))];
}

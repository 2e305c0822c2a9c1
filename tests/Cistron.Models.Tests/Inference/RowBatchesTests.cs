using Cistron.Models.Inference;
using Cistron.Sequences.Randomness;
using Cistron.Torch;

namespace Cistron.Models.Tests.Inference;

public class RowBatchesTests
{
    private const int MostRows = 8, MostTokens = 60;

    [Fact]
    public void Every_item_gets_the_answers_for_its_own_rows_in_order()
    {
        var draws = RandomStream.For(1, "items");
        int[][] items = [.. Enumerable.Range(0, 500).Select(_ => Lengths(draws, rows: (int)draws.NextBelow(5), longest: 100))];
        var seen = new List<int>();

        var answered = Watched(seen.AddRange).Answers(items, item => item, default).ToList();

        Assert.Equal(items, answered.Select(one => one.Item));
        Assert.All(answered, one => Assert.Equal(one.Item.Select(row => -row), one.Answers));
        Assert.Equal(items.SelectMany(item => item).Order(), seen.Order());
    }

    [Fact]
    public void A_batch_has_neither_more_rows_nor_more_padded_tokens_than_it_may_unless_it_is_one_row()
    {
        var draws = RandomStream.For(2, "rows");
        bool manyRows = false, manyTokens = false, alone = false;

        _ = Watched(Check).Answers(Lengths(draws, rows: 2000, longest: 80), row => [row], default).Count();

        Assert.True(manyRows && manyTokens && alone);

        void Check(int[] batch)
        {
            int padded = batch.Max() * batch.Length;
            Assert.InRange(batch.Length, 1, MostRows);
            Assert.True(batch.Length == 1 || padded <= MostTokens);
            manyRows |= batch.Length == MostRows;
            manyTokens |= batch.Length is > 1 and < MostRows;
            alone |= padded > MostTokens;
        }
    }

    [Fact]
    public void Rows_join_a_batch_until_one_more_would_be_too_much()
    {
        var batches = new List<int[]>();

        _ = Watched(batches.Add).Answers([61, 30, 20, 20, 60, 7, 20, 61, 3, 30], row => [row], default).Count();

        Assert.Equal([[61], [61], [60], [30, 30], [20, 20, 20], [7, 3]], batches);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(int.MaxValue)]
    public void What_a_model_says_of_a_row_does_not_depend_on_how_much_a_batch_holds(int mostTokens)
    {
        var model = Sample.SequenceModel(Sample.Shape, Sample.Task);
        model.SetTraining(false);
        int[][] rows = [.. Enumerable.Range(0, 40).Select(i => Sample.Row(1 + 7 * i % 54, i))];

        var together = new RowBatches<int[], float[]>(16, mostTokens, row => row.Length, Forward)
            .Answers(rows, row => [row], default).ToList();

        for (int i = 0; i < rows.Length; i++)
            // Kernels add in another order for another shape of batch: a few float32 roundings, no more.
            TensorAssert.Close(Forward([rows[i]])[0], together[i].Answers.Single(), 1e-5);

        float[][] Forward(int[][] batch)
        {
            using var scope = new TensorScope();
            return [.. model.Forward(Sample.Batch(batch)).ToArray<float>().Chunk(Sample.Task.Outputs.Count)];
        }
    }

    [Fact]
    public void An_empty_stream_asks_nothing()
    {
        Assert.Empty(Watched(_ => Assert.Fail("there is no row")).Answers(Array.Empty<int>(), row => [row], default));
    }

    [Fact]
    public void Items_without_rows_are_given_back_without_answers()
    {
        var answered = Watched(_ => { }).Answers([0, 5, 0], length => Enumerable.Repeat(length, length / 5), default);

        Assert.Equal([(0, 0), (5, 1), (0, 0)], answered.Select(one => (one.Item, one.Answers.Length)));
    }

    [Fact]
    public void A_stop_ends_the_work_before_the_next_batch()
    {
        using var stop = new CancellationTokenSource();
        int batches = 0;
        var watched = Watched(_ =>
        {
            if (++batches == 3)
                stop.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => watched.Answers(Enumerable.Repeat(MostTokens, 20), row => [row], stop.Token).Count());

        Assert.Equal(3, batches);
    }

    /// <summary>A row is its number of tokens, and the answer to it is that number below zero.</summary>
    private static RowBatches<int, int> Watched(Action<int[]> watch) => new(MostRows, MostTokens, row => row, batch =>
    {
        watch(batch);
        return [.. batch.Select(row => -row)];
    });

    private static int[] Lengths(RandomStream draws, int rows, int longest) =>
        [.. Enumerable.Range(0, rows).Select(_ => 1 + (int)draws.NextBelow(longest))];
}

using Cistron.Sequences.Corpora;

namespace Cistron.Sequences.Tests.Corpora;

public class EpochOrderTests
{
    [Fact]
    public void Every_item_comes_once_whatever_their_number()
    {
        long[] counts = [.. Enumerable.Range(0, 300), 1_000, 4_095, 4_096, 4_097, 100_003];
        foreach (long count in counts)
        {
            var order = new EpochOrder(seed: 7, epoch: 1, count);
            bool[] isMet = new bool[count];

            for (long place = 0; place < count; place++)
            {
                long item = order[place];
                Assert.InRange(item, 0, count - 1);
                Assert.False(isMet[item]);
                isMet[item] = true;
            }
        }
    }

    [Fact]
    public void An_order_is_a_function_of_seed_epoch_and_place_alone()
    {
        // Computed once; another order would change what runs that are resumed see.
        var order = new EpochOrder(seed: 1, epoch: 2, count: 1_000_000_007);

        Assert.Equal([852_895_835, 786_164_813, 814_903_562], new[] { order[0], order[1], order[1_000_000_006] });
    }

    [Fact]
    public void Other_epochs_and_seeds_have_other_orders()
    {
        long[] first = Order(new EpochOrder(1, 0, 1_000));

        Assert.Equal(first, Order(new EpochOrder(1, 0, 1_000)));
        // Of two random orders one item in a thousand, on average one, has the same place.
        Assert.InRange(Same(first, Order(new EpochOrder(1, 1, 1_000))), 0, 8);
        Assert.InRange(Same(first, Order(new EpochOrder(2, 0, 1_000))), 0, 8);
        Assert.InRange(Same(first, [.. Enumerable.Range(0, 1_000)]), 0, 8);
    }

    [Fact]
    public void A_number_of_items_near_the_largest_has_an_order()
    {
        var order = new EpochOrder(3, 4, long.MaxValue);

        Assert.All([order[0], order[1], order[long.MaxValue - 1]], item => Assert.InRange(item, 0, long.MaxValue - 1));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, -1)]
    [InlineData(5, 5)]
    public void A_place_that_is_not_there_is_refused(long count, long place)
    {
        var order = new EpochOrder(1, 1, count);

        Assert.Throws<ArgumentOutOfRangeException>(() => order[place]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new EpochOrder(1, 1, -1));
    }

    // Chi-squared of a uniform draw has the mean of its degrees of freedom, and a standard deviation of the root of twice
    // that; five of these are allowed.
    [Theory]
    [InlineData(2, 20_000)]
    [InlineData(3, 20_000)]
    [InlineData(4, 24_000)]
    [InlineData(5, 60_000)]
    public void All_orders_of_few_items_come_equally_often(int count, int epochs)
    {
        var met = new Dictionary<string, int>();
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            string order = string.Join(' ', Order(new EpochOrder(1, epoch, count)));
            met[order] = met.GetValueOrDefault(order) + 1;
        }

        int orders = Enumerable.Range(1, count).Aggregate((a, b) => a * b);
        AssertUniform(met.Values, orders, epochs);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(37)]
    [InlineData(64)]
    public void Each_item_comes_equally_often_at_each_place_and_after_each_other(int count)
    {
        const int epochs = 20_000;
        int[,] atPlace = new int[count, count];
        int[,] after = new int[count, count];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            long[] order = Order(new EpochOrder(5, epoch, count));
            for (int place = 0; place < count; place++)
            {
                atPlace[place, order[place]]++;
                after[order[place], order[(place + 1) % count]]++;
            }
        }

        AssertUniform(atPlace.Cast<int>(), count * count, (long)epochs * count);
        AssertUniform(after.Cast<int>().Where((_, i) => i / count != i % count), count * (count - 1), (long)epochs * count);
    }

    [Fact]
    public void Neighbours_of_a_large_corpus_are_torn_apart()
    {
        var order = new EpochOrder(1, 0, 3_000_000_000);
        int[] steps = new int[20];
        for (long place = 0; place < 100_000; place++)
            steps[(order[place + 1] - order[place] + 3_000_000_000) % 3_000_000_000 / 150_000_000]++;

        AssertUniform(steps, steps.Length, 100_000);
    }

    private static void AssertUniform(IEnumerable<int> counts, int cells, long draws)
    {
        double expected = (double)draws / cells;
        int[] met = [.. counts];
        double chiSquared = met.Sum(count => (count - expected) * (count - expected) / expected)
            + (cells - met.Length) * expected;
        double freedom = cells - 1;
        Assert.InRange(chiSquared, 0, freedom + 5 * Math.Sqrt(2 * freedom));
    }

    private static long[] Order(EpochOrder order) => [.. Enumerable.Range(0, (int)order.Count).Select(place => order[place])];

    private static int Same(long[] first, long[] second) => first.Zip(second).Count(pair => pair.First == pair.Second);
}

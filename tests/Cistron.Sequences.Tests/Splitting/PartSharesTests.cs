using Cistron.Sequences.Splitting;

namespace Cistron.Sequences.Tests.Splitting;

public class PartSharesTests
{
    [Fact]
    public void Shares_are_weights_by_their_sum()
    {
        var shares = new PartShares(("train", 80), ("dev", 15), ("test", 5));

        Assert.Equal(["train", "dev", "test"], shares.Parts);
        Assert.Equal([0.8, 0.15, 0.05], shares.Shares);
    }

    [Theory]
    [InlineData("train", 0)]
    [InlineData("train", -1)]
    [InlineData("train", double.NaN)]
    [InlineData("train", double.PositiveInfinity)]
    [InlineData("test", 1)]
    public void A_part_without_a_weight_or_with_the_name_of_another_is_refused(string part, double weight)
    {
        Assert.Throws<ArgumentException>(() => new PartShares(("test", 1), (part, weight)));
        Assert.Throws<ArgumentException>(() => new PartShares());
    }
}

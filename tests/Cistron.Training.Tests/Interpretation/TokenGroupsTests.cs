using Cistron.Training.Interpretation;

namespace Cistron.Training.Tests.Interpretation;

public sealed class TokenGroupsTests
{
    [Fact]
    public void Few_shares_of_GC_are_groups_of_their_own()
    {
        var groups = TokenGroups.ByGc(["AT", "GA", "TC", "GC"]);

        Assert.Equal(["0 %", "50 %", "100 %"], groups.Names);
        Assert.Equal([0, 1, 1, 2], groups.Labels);
        Assert.True(groups.IsOrdered);
    }

    [Fact]
    public void Many_shares_of_GC_fall_into_fifths()
    {
        var groups = TokenGroups.ByGc([.. Enumerable.Range(0, 11).Select(gc => new string('G', gc) + new string('A', 10 - gc))]);

        Assert.Equal(["0 to 20 %", "20 to 40 %", "40 to 60 %", "60 to 80 %", "80 to 100 %"], groups.Names);
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4], groups.Labels);
    }

    [Fact]
    public void A_base_at_a_place_names_its_group()
    {
        var groups = TokenGroups.ByBases(["AU", "UC"], "ACGU"u8, "last base", 1);

        Assert.Equal(["A", "C", "G", "U"], groups.Names);
        Assert.Equal([3, 1], groups.Labels);
    }
}

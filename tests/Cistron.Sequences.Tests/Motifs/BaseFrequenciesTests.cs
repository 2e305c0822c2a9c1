using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Motifs;

namespace Cistron.Sequences.Tests.Motifs;

public sealed class BaseFrequenciesTests
{
    [Fact]
    public void Shares_are_counts_over_the_instances_that_have_a_base_there()
    {
        var motif = Of("ACN", "AGN", "ATN", "TTN");

        Assert.Equal([0.75, 0, 0, 0.25], motif.Shares(0));
        Assert.Equal([0, 0.25, 0.25, 0.5], motif.Shares(1));
        Assert.Equal([0.25, 0.25, 0.25, 0.25], motif.Shares(2));
        Assert.Equal((3, 4), (motif.Length, motif.Instances));
        Assert.Equal([3, 0, 0, 1], motif.Counts[0]);
    }

    [Fact]
    public void Bits_are_two_less_the_entropy_less_the_correction_for_few_instances()
    {
        var motif = Of("AA", "AA", "AC", "AC");

        // (4 - 1) / (2 · 4 · ln 2) = 0.5410.
        Assert.Equal(2 - 0.541011, motif.Bits(0), 1e-6);
        Assert.Equal(2 - 1 - 0.541011, motif.Bits(1), 1e-6);
    }

    [Fact]
    public void Bits_are_never_below_0_and_reach_2_with_many_instances()
    {
        Assert.Equal(0, Of("A", "C", "G", "T").Bits(0));
        Assert.Equal(0, Of("A").Bits(0));
        Assert.Equal(0, Of("N", "N").Bits(0));
        Assert.InRange(Of([.. Enumerable.Repeat("A", 10_000)]).Bits(0), 1.999, 2);
    }

    [Fact]
    public void An_instance_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => Of("AC", "A"));

    private static BaseFrequencies Of(params string[] instances) =>
        new(instances.Select(Encoding.ASCII.GetBytes), instances[0].Length, Alphabet.Dna);
}

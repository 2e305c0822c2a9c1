using Cistron.Evaluation.Embeddings;
using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Embeddings;

public class SeparationTests
{
    [Fact]
    public void A_small_example_by_hand()
    {
        // 0, 1 | 5, 6, 7 on a line.
        float[][] points = [[0], [1], [5], [6], [7]];

        Separation separation = Assert.Single(Separation.Of(points, [[0, 0, 1, 1, 1]], neighbours: 2));

        // Of two neighbours, one of the first two points is of their label, and both of the others are of theirs.
        Assert.Equal((0.5 + 0.5 + 1 + 1 + 1) / 5, separation.Purity, 1e-12);
        Assert.Equal(2.0 / 5 * 1 / 4 + 3.0 / 5 * 2 / 4, separation.Chance, 1e-12);
        double[] silhouettes = [1 - 1 / 6.0, 1 - 1 / 5.0, 1 - 1.5 / 4.5, 1 - 1 / 5.5, 1 - 1.5 / 6.5];
        Assert.Equal(silhouettes.Average(), separation.Silhouette, 1e-12);
    }

    [Fact]
    public void Labels_dealt_out_at_random_have_the_purity_of_chance()
    {
        var draws = RandomStream.For(1, "labels");
        float[][] points = [.. Enumerable.Range(0, 1500).Select(_ => new[] { (float)draws.NextDouble(), (float)draws.NextDouble() })];
        int[] labels = [.. points.Select(_ => draws.NextDouble() < 0.3 ? 0 : (int)draws.NextBelow(3) + 1)];

        Separation separation = Separation.Of(points, [labels], 10)[0];

        // 15,000 neighbours, not quite independent: four standard errors of a share of 0.26.
        Assert.Equal(separation.Chance, separation.Purity, 0.02);
        Assert.Equal(0, separation.Silhouette, 0.05);
    }

    [Fact]
    public void One_label_has_no_silhouette_and_a_label_of_one_counts_as_0()
    {
        float[][] points = [[0], [1], [9]];

        Separation[] separations = [.. Separation.Of(points, [[2, 2, 2], [0, 0, 4]], neighbours: 99)];

        Assert.Equal((1.0, 1.0, double.NaN), (separations[0].Purity, separations[0].Chance, separations[0].Silhouette));
        Assert.Equal((1 - 1 / 9.0 + 1 - 1 / 8.0 + 0) / 3, separations[1].Silhouette, 1e-12);
    }

    [Fact]
    public void Labels_of_other_vectors_are_refused() =>
        Assert.Throws<ArgumentException>(() => Separation.Of([[0], [1]], [[0]], 1));
}

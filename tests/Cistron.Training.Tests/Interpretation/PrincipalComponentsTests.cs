using Cistron.Sequences.Randomness;
using Cistron.Training.Interpretation;

namespace Cistron.Training.Tests.Interpretation;

public sealed class PrincipalComponentsTests
{
    [Fact]
    public void The_first_component_is_the_direction_of_most_variance()
    {
        // On the line through (1, 1) in the direction (3, 4), and a little off it.
        float[][] points = [[1 + 3, 1 + 4], [1 - 3, 1 - 4], [1 + 0.4f, 1 - 0.3f], [1 - 0.4f, 1 + 0.3f]];

        var components = PrincipalComponents.Of(points);

        Assert.Equal([5, -5, 0, 0], components.Places.Select(place => Math.Round(place.X, 6)));
        Assert.Equal([0, 0, 0.5, -0.5], components.Places.Select(place => Math.Round(place.Y, 6)));
        Assert.Equal(50 / 50.5, components.Shares.X, 1e-6);
        Assert.Equal(0.5 / 50.5, components.Shares.Y, 1e-6);
    }

    [Fact]
    public void Places_keep_the_distances_of_vectors_that_lie_in_a_plane()
    {
        var draws = RandomStream.For(1, "plane");
        float[][] points = [.. Enumerable.Range(0, 20).Select(_ =>
        {
            double a = draws.NextDouble(), b = draws.NextDouble();
            return new[] { (float)(a + b), (float)(a - b), (float)(2 * a), (float)(3 * b + 1) };
        })];

        var components = PrincipalComponents.Of(points);

        Assert.Equal(1, components.Shares.X + components.Shares.Y, 1e-6);
        for (int i = 1; i < 20; i++)
            Assert.Equal(
                Math.Sqrt(points[0].Zip(points[i], (x, y) => Math.Pow(x - y, 2)).Sum()),
                Math.Sqrt(Math.Pow(components.Places[0].X - components.Places[i].X, 2) + Math.Pow(components.Places[0].Y - components.Places[i].Y, 2)), 1e-5);
    }

    [Fact]
    public void Vectors_without_a_second_direction_lie_on_a_line()
    {
        Assert.All(PrincipalComponents.Of([[1], [2], [4]]).Places, place => Assert.Equal(0, place.Y));
        Assert.Equal((0, 0), PrincipalComponents.Of([[3, 3], [3, 3]]).Shares);
    }
}

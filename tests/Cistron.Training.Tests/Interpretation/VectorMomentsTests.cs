using Cistron.Sequences.Randomness;
using Cistron.Training.Interpretation;

namespace Cistron.Training.Tests.Interpretation;

public sealed class VectorMomentsTests
{
    [Fact]
    public void The_plane_of_many_vectors_is_that_of_their_covariance()
    {
        // More than one block, far from 0, with standard deviations of 3, 2 and 1 along axes that are turned by 30 degrees.
        var draws = RandomStream.For(1, "vectors");
        var moments = new VectorMoments(3);
        double cosine = Math.Cos(Math.PI / 6), sine = Math.Sin(Math.PI / 6);
        for (int i = 0; i < 20_000; i++)
        {
            double x = 3 * draws.NextNormal(), y = 2 * draws.NextNormal(), z = draws.NextNormal();
            moments.Add([(float)(1000 + cosine * x - sine * y), (float)(500 + sine * x + cosine * y), (float)z]);
        }

        var plane = moments.Plane();

        Assert.Equal(20_000, moments.Count);
        Assert.Equal([1000, 500, 0], plane.Mean, (e, a) => Math.Abs(e - a) < 0.1);
        Assert.Equal(9.0 / 14, plane.Shares.X, 0.01);
        Assert.Equal(4.0 / 14, plane.Shares.Y, 0.01);
        Assert.Equal([cosine, sine, 0], plane.First, (e, a) => Math.Abs(e - a) < 0.03);
        Assert.Equal([-sine, cosine, 0], plane.Second, (e, a) => Math.Abs(e - a) < 0.03);
        Assert.Equal(1, plane.First.Sum(number => number * number), 1e-9);
        var (along, across) = plane.Place([(float)(1000 + 5 * cosine), (float)(500 + 5 * sine), 0]);
        Assert.Equal((5, 0), (Math.Round(along), Math.Round(across)));
    }

    [Fact]
    public void The_plane_may_be_asked_for_before_the_last_vector()
    {
        var moments = new VectorMoments(2);
        foreach (float[] vector in (float[][])[[0, 0], [2, 0]])
            moments.Add(vector);
        var first = moments.Plane();
        foreach (float[] vector in (float[][])[[1, 5], [1, -5]])
            moments.Add(vector);

        var second = moments.Plane();

        Assert.Equal((1, 0), first.Shares);
        Assert.Equal([1, 0], second.Mean);
        Assert.Equal(50.0 / 52, second.Shares.X, 1e-9);
    }
}

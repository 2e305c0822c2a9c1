using Cistron.Evaluation.Embeddings;
using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Embeddings;

public class TsneTests
{
    [Fact]
    public void The_gradient_is_that_of_the_divergence()
    {
        var tsne = new Tsne(Clusters(3, 5), perplexity: 4);
        var map = Places(15, spread: 2);
        var gradient = new (double X, double Y)[15];

        tsne.Gradient(map, gradient);

        for (int i = 0; i < 15; i++)
        {
            Assert.Equal(Slope(i, 1e-5, 0), gradient[i].X, 1e-6);
            Assert.Equal(Slope(i, 0, 1e-5), gradient[i].Y, 1e-6);
        }

        // The difference quotient to both sides, whose error is of the order of the square of the step.
        double Slope(int i, double dx, double dy)
        {
            var above = ((double X, double Y)[])map.Clone();
            var below = ((double X, double Y)[])map.Clone();
            above[i] = (map[i].X + dx, map[i].Y + dy);
            below[i] = (map[i].X - dx, map[i].Y - dy);
            return (tsne.Divergence(above) - tsne.Divergence(below)) / (2 * (dx + dy));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(12.5)]
    public void Neighbourhoods_have_the_perplexity_asked_for(double perplexity)
    {
        float[][] points = Clusters(4, 10);
        for (int i = 0; i < points.Length; i++)
        {
            float[] probabilities = new float[points.Length];
            Affinities.Conditional([.. points.Select(point => Distance.Squared(points[i], point))], i, perplexity, probabilities);

            Assert.Equal(0, probabilities[i]);
            Assert.Equal(1, probabilities.Sum(), 1e-5);
            double entropy = -probabilities.Where(p => p > 0).Sum(p => p * Math.Log2(p));
            Assert.Equal(perplexity, Math.Pow(2, entropy), 1e-3);
        }
    }

    [Fact]
    public void Clusters_stay_together_and_apart()
    {
        float[][] points = Clusters(4, 20);

        var map = new Tsne(points, perplexity: 10).Fit(Tsne.StartAt(Places(80, spread: 1)), steps: 400, exaggeratedSteps: 100);

        // The nearest place of each belongs to its own cluster.
        for (int i = 0; i < map.Length; i++)
        {
            int nearest = Enumerable.Range(0, map.Length).Where(j => j != i)
                .MinBy(j => Math.Pow(map[i].X - map[j].X, 2) + Math.Pow(map[i].Y - map[j].Y, 2));
            Assert.Equal(i / 20, nearest / 20);
        }
    }

    [Fact]
    public void Steps_lower_the_divergence_and_repeat_to_the_bit()
    {
        var tsne = new Tsne(Clusters(3, 20), perplexity: 8);
        var start = Tsne.StartAt(Places(60, spread: 1));
        int told = 0;

        var map = tsne.Fit(start, steps: 300, exaggeratedSteps: 75, done => told = done);

        Assert.True(tsne.Divergence(map) < tsne.Divergence(start) / 2, $"{tsne.Divergence(start)} to {tsne.Divergence(map)}");
        Assert.Equal(map, tsne.Fit(start, steps: 300, exaggeratedSteps: 75));
        Assert.Equal(300, told);
    }

    [Fact]
    public void A_map_goes_on_from_an_earlier_one()
    {
        float[][] points = Clusters(3, 20);
        var earlier = new Tsne(points, 8).Fit(Tsne.StartAt(Places(60, spread: 1)), 400, 100);
        float[][] moved = [.. points.Select(point => point.Select(number => number * 1.01f).ToArray())];

        var later = new Tsne(moved, 8).Fit(earlier, steps: 50, exaggeratedSteps: 0);

        double width = earlier.Max(place => place.X) - earlier.Min(place => place.X);
        Assert.All(earlier.Zip(later), pair => Assert.InRange(Math.Abs(pair.First.X - pair.Second.X), 0, width / 4));
    }

    [Fact]
    public void A_start_is_centred_and_small()
    {
        var start = Tsne.StartAt(Places(50, spread: 30));

        Assert.Equal(0, start.Average(place => place.X), 1e-15);
        double wider = Math.Max(start.Average(place => place.X * place.X), start.Average(place => place.Y * place.Y));
        Assert.Equal(1e-4, Math.Sqrt(wider), 1e-12);
        Assert.All(Tsne.StartAt([(3, 3), (3, 3)]), place => Assert.Equal((0, 0), place));
    }

    [Fact]
    public void Equal_vectors_have_a_map()
    {
        float[][] points = [.. Enumerable.Repeat(new float[] { 1, 2 }, 6)];

        var map = new Tsne(points).Fit(Places(6, spread: 1e-4), steps: 100, exaggeratedSteps: 25);

        Assert.All(map, place => Assert.True(double.IsFinite(place.X) && double.IsFinite(place.Y)));
    }

    [Fact]
    public void What_cannot_be_mapped_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tsne(Clusters(1, 3)));
        Assert.Throws<ArgumentException>(() => new Tsne([[1], [2], [3], [1, 2]]));
        Assert.Throws<ArgumentException>(() => new Tsne([[1], [2], [3], [float.NaN]]));
        Assert.Equal(5.0 / 3, new Tsne(Clusters(1, 6)).Perplexity);
    }

    [Fact]
    public void The_work_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => new Tsne(Clusters(1, 6)).Fit(Places(6, 1), stop: stop.Token));
    }

    // Points around corners of a cube in five dimensions that are ten times as far apart as the clusters are wide.
    private static float[][] Clusters(int clusters, int size)
    {
        var draws = RandomStream.For(3, "clusters");
        return [.. Enumerable.Range(0, clusters * size).Select(i => Enumerable.Range(0, 5)
            .Select(d => (float)(draws.NextDouble() + (i / size == d ? 10 : 0))).ToArray())];
    }

    private static (double X, double Y)[] Places(int count, double spread)
    {
        var draws = RandomStream.For(4, "places");
        return [.. Enumerable.Range(0, count).Select(_ => (spread * (draws.NextDouble() - 0.5), spread * (draws.NextDouble() - 0.5)))];
    }
}

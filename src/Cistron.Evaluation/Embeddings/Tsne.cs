using System.Runtime.Intrinsics;

namespace Cistron.Evaluation.Embeddings;

/// <summary>
/// A map of vectors in the plane that keeps neighbours together: t-distributed stochastic neighbour embedding (van der
/// Maaten and Hinton, "Visualizing data using t-SNE", 2008), with all pairs and no approximation. It takes memory for
/// the square of the number of vectors, up to some thousands of them. It draws nothing: the map follows from the vectors
/// and the start, whatever the number of threads.
/// </summary>
public sealed class Tsne
{
    /// <summary>The most vectors: their pairs take 100 MB.</summary>
    public const int MostPoints = 5000;

    /// <summary>Steps of gradient descent that find a map.</summary>
    public const int DefaultSteps = 1000;

    /// <summary>How many of the first steps draw neighbours together harder, so that clusters form.</summary>
    public const int DefaultExaggeratedSteps = 250;

    // How much harder, and the rate that goes with it: A. C. Belkina et al., "Automated optimized parameters for
    // t-distributed stochastic neighbor embedding", 2019. Momentum and gains are those of van der Maaten and Hinton.
    private const double Exaggeration = 12;
    private const double LeastRate = 50;
    private const double FirstMomentum = 0.5, LaterMomentum = 0.8;
    private const double LeastGain = 0.01;

    // The spread of a start along its wider axis: D. Kobak and P. Berens, "The art of using t-SNE for single-cell
    // transcriptomics", 2019.
    private const double StartDeviation = 1e-4;

    // So far from every place that it neither draws nor pushes, and that its square is still a number.
    private const float FarAway = 1e18f;

    private readonly int _count;

    // A row for each vector, filled up with zeros to whole steps of the gradient.
    private readonly int _width;
    private readonly float[] _affinities;

    /// <summary>Finds how much each two vectors are neighbours.</summary>
    /// <param name="points">At least 4 and at most <see cref="MostPoints"/> vectors of one length.</param>
    /// <param name="perplexity">
    /// How many neighbours a vector has, in effect; more than a third of the others is taken as a third.
    /// </param>
    /// <exception cref="ArgumentException">There are too few or too many vectors, or they cannot be compared.</exception>
    public Tsne(IReadOnlyList<float[]> points, double perplexity = 30)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points.Count, 4);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points.Count, MostPoints);
        ArgumentOutOfRangeException.ThrowIfLessThan(perplexity, 1);
        Distance.Check(points);
        _count = points.Count;
        Perplexity = Math.Min(perplexity, (_count - 1) / 3.0);
        _width = (_count + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;
        _affinities = new float[_count * _width];
        Parallel.For(0, _count, i =>
        {
            Span<float> row = _affinities.AsSpan(i * _width, _count);
            Affinities.Conditional([.. points.Select(point => Distance.Squared(points[i], point))], i, Perplexity, row);
        });
        Symmetrize();
    }

    /// <summary>How many neighbours a vector has, in effect.</summary>
    public double Perplexity { get; }

    /// <summary>A start that has the places of another map, such as the first two principal components, drawn close together.</summary>
    public static (double X, double Y)[] StartAt(IReadOnlyList<(double X, double Y)> places)
    {
        double meanX = places.Average(place => place.X), meanY = places.Average(place => place.Y);
        double spread = Math.Sqrt(Math.Max(
            places.Average(place => Math.Pow(place.X - meanX, 2)), places.Average(place => Math.Pow(place.Y - meanY, 2))));
        double scale = spread > 0 ? StartDeviation / spread : 0;
        return [.. places.Select(place => (scale * (place.X - meanX), scale * (place.Y - meanY)))];
    }

    /// <summary>Finds a map by gradient descent.</summary>
    /// <param name="start">
    /// A place for each vector: <see cref="StartAt"/>, or the map of earlier vectors, which the new one then resembles.
    /// </param>
    /// <param name="steps">How many steps are made.</param>
    /// <param name="exaggeratedSteps">How many of them draw neighbours together harder; 0 from a map that is to be kept.</param>
    /// <param name="stepped">Is called after each step with their number so far.</param>
    /// <param name="stop">Ends the work between two steps.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public (double X, double Y)[] Fit(IReadOnlyList<(double X, double Y)> start, int steps = DefaultSteps,
        int exaggeratedSteps = DefaultExaggeratedSteps, Action<int>? stepped = null, CancellationToken stop = default)
    {
        double rate = Math.Max(_count / Exaggeration / 4, LeastRate);
        (double X, double Y)[] map = [.. start];
        var gradient = new (double X, double Y)[_count];
        var change = new (double X, double Y)[_count];
        var gain = new (double X, double Y)[_count];
        Array.Fill(gain, (1, 1));
        for (int step = 0; step < steps; step++)
        {
            stop.ThrowIfCancellationRequested();
            bool isEarly = step < exaggeratedSteps;
            Gradient(map, gradient, isEarly ? Exaggeration : 1);
            double momentum = isEarly ? FirstMomentum : LaterMomentum;
            for (int i = 0; i < _count; i++)
            {
                gain[i] = (Gain(gain[i].X, gradient[i].X, change[i].X), Gain(gain[i].Y, gradient[i].Y, change[i].Y));
                change[i] = (momentum * change[i].X - rate * gain[i].X * gradient[i].X, momentum * change[i].Y - rate * gain[i].Y * gradient[i].Y);
                map[i] = (map[i].X + change[i].X, map[i].Y + change[i].Y);
            }
            stepped?.Invoke(step + 1);
        }
        return map;
    }

    /// <summary>
    /// How badly a map shows who is whose neighbour: the Kullback-Leibler divergence of the map's neighbourhoods from those
    /// of the vectors, in nats; 0 is perfect (equation 2 of van der Maaten and Hinton).
    /// </summary>
    public double Divergence(IReadOnlyList<(double X, double Y)> map)
    {
        double normalizer = 0, divergence = 0;
        for (int i = 0; i < _count; i++)
            for (int j = 0; j < _count; j++)
                if (i != j)
                    normalizer += Closeness(map[i], map[j]);
        for (int i = 0; i < _count; i++)
            for (int j = 0; j < _count; j++)
                if (i != j && _affinities[i * _width + j] is > 0 and var p)
                    divergence += p * Math.Log(p * normalizer / Closeness(map[i], map[j]));
        return divergence;
    }

    /// <summary>The gradient of <see cref="Divergence"/> (their equation 5).</summary>
    /// <param name="map">A place for each vector.</param>
    /// <param name="gradient">Gets the gradient by each of them.</param>
    /// <param name="exaggeration">By how much the vectors' neighbourhoods are multiplied; 1 is the true gradient.</param>
    public void Gradient((double X, double Y)[] map, (double X, double Y)[] gradient, double exaggeration = 1)
    {
        var attraction = new (double X, double Y)[_count];
        var repulsion = new (double X, double Y, double Sum)[_count];
        float[] xs = Places(map, place => place.X), ys = Places(map, place => place.Y);
        // Rows are summed alone and then in order, so that threads do not change the result; nor does the processor, for
        // the steps within a row are of one length on all.
        Parallel.For(0, _count, i =>
        {
            ReadOnlySpan<float> row = _affinities.AsSpan(i * _width, _width);
            var (ownX, ownY) = (Vector256.Create(xs[i]), Vector256.Create(ys[i]));
            Vector256<float> attractX = default, attractY = default, repelX = default, repelY = default, sum = default;
            for (int j = 0; j < row.Length; j += Vector256<float>.Count)
            {
                var x = ownX - Vector256.Create(xs.AsSpan(j));
                var y = ownY - Vector256.Create(ys.AsSpan(j));
                var closeness = Vector256<float>.One / (Vector256<float>.One + x * x + y * y);
                var attract = Vector256.Create(row[j..]) * closeness;
                var repel = closeness * closeness;
                attractX += attract * x;
                attractY += attract * y;
                repelX += repel * x;
                repelY += repel * y;
                sum += closeness;
            }
            attraction[i] = (Vector256.Sum(attractX), Vector256.Sum(attractY));
            // The vector itself is at distance 0 and no neighbour of its own.
            repulsion[i] = (Vector256.Sum(repelX), Vector256.Sum(repelY), Vector256.Sum(sum) - 1);
        });
        double normalizer = repulsion.Sum(row => row.Sum);
        for (int i = 0; i < _count; i++)
            gradient[i] = (4 * (exaggeration * attraction[i].X - repulsion[i].X / normalizer),
                4 * (exaggeration * attraction[i].Y - repulsion[i].Y / normalizer));
    }

    private float[] Places((double X, double Y)[] map, Func<(double X, double Y), double> along)
    {
        float[] places = new float[_width];
        Array.Fill(places, FarAway);
        for (int i = 0; i < map.Length; i++)
            places[i] = (float)along(map[i]);
        return places;
    }

    private static double Closeness((double X, double Y) one, (double X, double Y) other) =>
        1 / (1 + Math.Pow(one.X - other.X, 2) + Math.Pow(one.Y - other.Y, 2));

    private static double Gain(double gain, double gradient, double change) =>
        Math.Max(LeastGain, Math.Sign(gradient) != Math.Sign(change) ? gain + 0.2 : gain * 0.8);

    private void Symmetrize()
    {
        for (int i = 0; i < _count; i++)
            for (int j = 0; j < i; j++)
            {
                float mean = (_affinities[i * _width + j] + _affinities[j * _width + i]) / (2 * _count);
                (_affinities[i * _width + j], _affinities[j * _width + i]) = (mean, mean);
            }
    }
}

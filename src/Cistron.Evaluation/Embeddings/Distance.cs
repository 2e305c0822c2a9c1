namespace Cistron.Evaluation.Embeddings;

/// <summary>Euclidean distances of vectors.</summary>
public static class Distance
{
    /// <summary>The square of the distance of two vectors of one length.</summary>
    public static double Squared(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        double sum = 0;
        for (int i = 0; i < one.Length; i++)
        {
            double difference = one[i] - other[i];
            sum += difference * difference;
        }
        return sum;
    }

    /// <summary>Refuses vectors that no distances can be told of.</summary>
    /// <exception cref="ArgumentException">They differ in length, or one holds a number that is not finite.</exception>
    internal static void Check(IReadOnlyList<float[]> points)
    {
        for (int i = 0; i < points.Count; i++)
        {
            if (points[i].Length != points[0].Length)
                throw new ArgumentException($"Vector {i} has {points[i].Length} numbers where the first has {points[0].Length}.", nameof(points));
            if (!points[i].All(float.IsFinite))
                throw new ArgumentException($"Vector {i} holds a number that is not finite.", nameof(points));
        }
    }
}

namespace Cistron.Evaluation.Embeddings;

/// <summary>How much others are neighbours of a vector, by a normal distribution around it.</summary>
internal static class Affinities
{
    private const int MostHalvings = 100;
    private const double Tolerance = 1e-7;

    /// <summary>
    /// The probability that a vector would pick each other one as its neighbour, under a normal distribution whose width
    /// gives the perplexity asked for (equation 1 and section 2 of van der Maaten and Hinton 2008).
    /// </summary>
    /// <param name="squares">Its squared distances to all vectors.</param>
    /// <param name="self">Its own place among them.</param>
    /// <param name="perplexity">2 to the power of the entropy in bits that the probabilities shall have.</param>
    /// <param name="probabilities">Gets them; 0 at its own place.</param>
    public static void Conditional(double[] squares, int self, double perplexity, Span<float> probabilities)
    {
        double nearest = double.PositiveInfinity, sum = 0;
        for (int j = 0; j < squares.Length; j++)
            if (j != self)
                (nearest, sum) = (Math.Min(nearest, squares[j]), sum + squares[j]);

        // Precision of the order of the distances, found by halving; where all are equal, any will do.
        double precision = sum > 0 ? squares.Length / sum : 1, low = 0, high = double.PositiveInfinity;
        for (int i = 0; i < MostHalvings; i++)
        {
            double difference = Weigh(squares, self, nearest, precision, probabilities) - Math.Log(perplexity);
            if (Math.Abs(difference) < Tolerance)
                break;
            if (difference > 0)
                (low, precision) = (precision, double.IsInfinity(high) ? precision * 2 : (precision + high) / 2);
            else
                (high, precision) = (precision, (precision + low) / 2);
        }
    }

    /// <summary>Fills in the probabilities for a precision, and gives their entropy in nats.</summary>
    private static double Weigh(double[] squares, int self, double nearest, double precision, Span<float> probabilities)
    {
        double sum = 0, weighted = 0;
        for (int j = 0; j < squares.Length; j++)
        {
            // Less the nearest, which changes no share, so that not all weights can vanish.
            double weight = j == self ? 0 : Math.Exp(-precision * (squares[j] - nearest));
            probabilities[j] = (float)weight;
            sum += weight;
            weighted += weight * (squares[j] - nearest);
        }
        foreach (ref float probability in probabilities)
            probability = (float)(probability / sum);
        return Math.Log(sum) + precision * weighted / sum;
    }
}

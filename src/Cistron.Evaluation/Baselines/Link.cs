namespace Cistron.Evaluation.Baselines;

/// <summary>How a linear model turns its scores into predictions, each with the loss that belongs to it.</summary>
public enum Link
{
    /// <summary>The score itself, with half the squared error: ridge regression.</summary>
    Identity,

    /// <summary>
    /// A probability for each score on its own, with binary cross-entropy: one logistic regression per label.
    /// </summary>
    Logistic,

    /// <summary>
    /// Probabilities over all scores that sum to 1, with cross-entropy: multinomial logistic regression.
    /// </summary>
    Softmax,
}

/// <summary>
/// The arithmetic of links. All three are canonical, so that the derivative of the loss by a score is the prediction
/// less the target (McCullagh and Nelder, "Generalized Linear Models", 1989, section 2.2).
/// </summary>
internal static class LinkFunctions
{
    /// <summary>Turns the scores of one row into predictions where they lie.</summary>
    public static void Apply(this Link link, Span<double> scores)
    {
        if (link == Link.Softmax)
            Softmax(scores);
        else if (link == Link.Logistic)
            foreach (ref double score in scores)
                score = 1 / (1 + Math.Exp(-score));
    }

    /// <summary>
    /// Turns the mean targets of many rows into scores that predict them, where they lie; shares below
    /// <paramref name="smallest"/> count as that.
    /// </summary>
    public static void Invert(this Link link, Span<double> means, double smallest)
    {
        if (link == Link.Identity)
            return;
        double sum = 0;
        foreach (ref double mean in means)
        {
            double share = Math.Clamp(mean, smallest, 1 - smallest);
            sum += mean = link == Link.Logistic ? Math.Log(share / (1 - share)) : Math.Log(share);
        }
        // Scores of a softmax may all move together; around 0 they stay symmetric.
        if (link == Link.Softmax)
            foreach (ref double mean in means)
                mean -= sum / means.Length;
    }

    /// <summary>
    /// Gives the loss of one row, and turns its scores into the derivatives of the loss where they lie.
    /// </summary>
    public static double LossToResiduals(this Link link, Span<double> scores, ReadOnlySpan<double> targets)
    {
        double loss = 0;
        for (int i = 0; i < scores.Length; i++)
            loss += link switch
            {
                Link.Identity => 0.5 * (scores[i] - targets[i]) * (scores[i] - targets[i]),
                // ln(1 + e^score) without overflow.
                Link.Logistic =>
                    Math.Max(scores[i], 0) + Math.Log(1 + Math.Exp(-Math.Abs(scores[i]))) - targets[i] * scores[i],
                _ => -targets[i] * scores[i],
            };
        if (link == Link.Softmax)
            loss += Softmax(scores);
        else
            link.Apply(scores);
        for (int i = 0; i < scores.Length; i++)
            scores[i] -= targets[i];
        return loss;
    }

    /// <summary>
    /// Turns scores into probabilities where they lie; gives the logarithm of their summed exponentials.
    /// </summary>
    private static double Softmax(Span<double> scores)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (double score in scores)
            largest = Math.Max(largest, score);
        foreach (ref double score in scores)
            sum += score = Math.Exp(score - largest);
        foreach (ref double score in scores)
            score /= sum;
        return largest + Math.Log(sum);
    }
}

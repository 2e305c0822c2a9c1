namespace Cistron.Training.Interpretation.Motifs;

/// <summary>Runs of bases that a model rests its answer on: the rule of DNABERT's motif search (Ji et al. 2021).</summary>
public static class ScoreRuns
{
    /// <summary>
    /// The longest runs of bases whose scores are all above the mean of the sequence and above its smallest score times a
    /// ratio, which only scores that are never negative feel.
    /// </summary>
    /// <param name="scores">A score for each base.</param>
    /// <param name="minLength">Shorter runs are left out.</param>
    /// <param name="minRatio">The ratio to the smallest score.</param>
    public static IEnumerable<Range> Of(float[] scores, int minLength, double minRatio)
    {
        if (scores.Length == 0)
            yield break;
        double least = Math.Max(scores.Average(score => (double)score), minRatio * scores.Min());
        for (int start = 0, end; start < scores.Length; start = end + 1)
        {
            for (end = start; end < scores.Length && scores[end] > least; end++)
            {
            }
            if (end - start >= minLength)
                yield return start..end;
        }
    }
}

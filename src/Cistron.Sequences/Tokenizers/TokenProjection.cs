namespace Cistron.Sequences.Tokenizers;

/// <summary>From numbers of tokens to numbers of the bases that they cover.</summary>
public static class TokenProjection
{
    /// <summary>
    /// The mean over the tokens that cover each base, so that equal tokens give equal bases; 0 for a base that none covers.
    /// Where every base of a token is covered by as many tokens as it has bases, its number is shared out among them whole.
    /// </summary>
    /// <param name="tokens">A number for each token.</param>
    /// <param name="spans">The bases of each.</param>
    /// <param name="bases">Bases of the sequence.</param>
    public static float[] ToBases(ReadOnlySpan<float> tokens, IReadOnlyList<TokenSpan> spans, int bases)
    {
        double[] sums = new double[bases];
        int[] covered = new int[bases];
        for (int token = 0; token < tokens.Length; token++)
            for (int i = spans[token].Start; i < spans[token].End; i++)
            {
                sums[i] += tokens[token];
                covered[i]++;
            }
        return [.. sums.Zip(covered, (sum, count) => (float)(sum / Math.Max(count, 1)))];
    }
}

namespace Cistron.Models;

/// <summary>
/// Which tokens answer for each base of a batch: those whose span covers it, at the offset that it has in the span. A base
/// that none covers, as in a tail that is dropped, is answered for by the last token before it, or by [CLS] where there is
/// none.
/// </summary>
public sealed class BaseCoverage
{
    private BaseCoverage(long[] places, float[] weights, int bases, int width) =>
        (Places, Weights, Bases, Width) = (places, weights, bases, width);

    /// <summary>
    /// (N, M): rows of an array (B · T · k) that holds, for each token of a padded batch, its answers at k offsets.
    /// </summary>
    public long[] Places { get; }

    /// <summary>(N, M): 1 over the number of tokens that answer for the base; 0 where M is more than that.</summary>
    public float[] Weights { get; }

    /// <summary>N, the bases of all rows one after the other.</summary>
    public int Bases { get; }

    /// <summary>M, the most tokens that answer for one base.</summary>
    public int Width { get; }

    /// <summary>The coverage of a batch of rows that are padded to the longest of them.</summary>
    /// <param name="rows">At least one.</param>
    /// <param name="tokenBases">k, the most bases that a token covers.</param>
    public static BaseCoverage Of(IReadOnlyList<SpannedRow> rows, int tokenBases)
    {
        int tokens = rows.Max(row => row.Ids.Length), bases = rows.Sum(row => row.Bases);
        var answers = new List<long>[bases];
        int first = 0;
        for (int row = 0; row < rows.Count; first += rows[row++].Bases)
        {
            for (int i = 0; i < rows[row].Bases; i++)
                answers[first + i] = [];
            for (int token = 0; token < rows[row].Spans.Count; token++)
            {
                var span = rows[row].Spans[token];
                for (int i = span.Start; i < span.End; i++)
                    answers[first + i].Add(Place(row, token, i - span.Start));
            }
            for (int i = 0; i < rows[row].Bases; i++)
                if (answers[first + i].Count == 0)
                    answers[first + i].Add(PlaceBefore(row, i));
        }

        int width = answers.Max(places => places.Count);
        long[] all = new long[bases * width];
        float[] weights = new float[bases * width];
        for (int i = 0; i < bases; i++)
        {
            answers[i].CopyTo(all, i * width);
            weights.AsSpan(i * width, answers[i].Count).Fill(1f / answers[i].Count);
        }
        return new BaseCoverage(all, weights, bases, width);

        // [CLS] stands before the first token of content.
        long Place(int row, int token, int offset) => ((long)row * tokens + token + 1) * tokenBases + Math.Min(offset, tokenBases - 1);

        long PlaceBefore(int row, int i)
        {
            int token = rows[row].Spans.Count - 1;
            while (token >= 0 && rows[row].Spans[token].Start > i)
                token--;
            return Place(row, token, token < 0 ? i : i - rows[row].Spans[token].Start);
        }
    }
}
